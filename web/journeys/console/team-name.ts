/** `adult-care` is shown as `Adult care`. */
export function teamName(team: string): string {
  const spaced = team.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
