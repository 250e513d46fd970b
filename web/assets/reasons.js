/** Leaves, of the reasons, the general ones and those of the service that is chosen. Without script all are there, each under its service. */
export function keepReasons(select) {
  const service = document.getElementById(select.dataset.appReasons);
  if (!service) return;
  const own = [...select.options].filter((option) => option.dataset.service);
  for (const option of own) option.text = option.dataset.says;
  const show = () => {
    const [first] = select.options;
    for (const option of own) {
      if (option.dataset.service !== service.value) option.remove();
      else if (!option.isConnected) select.append(option);
    }
    if (select.selectedIndex < 0) first.selected = true;
  };
  service.addEventListener('change', show);
  show();
}
