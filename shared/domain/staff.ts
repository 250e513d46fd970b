import type { Actor } from './commit.ts';

export const staffRoles = ['adviser', 'officer', 'manager'] as const;
/** An adviser meets residents by telephone and face to face; an officer works a team's cases; a manager runs teams. */
export type StaffRole = (typeof staffRoles)[number];

/** A member of staff who has signed in: `id` is the issuer's subject, `teams` are the ids that services name. */
export type Staff = { id: string; name: string; roles: readonly StaffRole[]; teams: readonly string[] };

const TEAM = 'team:';

/** What the issuer's groups give: `officer` is a role, `team:benefits` a team, anything else is not ours. */
export function rolesAndTeams(groups: readonly string[]): Pick<Staff, 'roles' | 'teams'> {
  return {
    roles: staffRoles.filter((role) => groups.includes(role)),
    teams: [...new Set(groups.filter((group) => group.startsWith(TEAM)).map((group) => group.slice(TEAM.length)))],
  };
}

export const hasRole = (staff: Staff, ...anyOf: StaffRole[]): boolean => anyOf.some((role) => staff.roles.includes(role));

/** Officers act on the cases of their own teams, managers on all; nobody else acts on a case. */
export function mayWorkFor(staff: Staff, team: string): boolean {
  return hasRole(staff, 'manager') || (hasRole(staff, 'officer') && staff.teams.includes(team));
}

/** The teams whose queues a person works, of all there are. */
export function teamsOf(staff: Staff, all: readonly string[]): string[] {
  return all.filter((team) => mayWorkFor(staff, team));
}

export const actorOf = (staff: Staff): Actor => ({ kind: 'staff', id: staff.id, name: staff.name });
