/** What both lists filter by: what the row is enabled for. */
export const enrollTypeChoices = [
  { value: 'pfx', label: 'PFX' },
  { value: 'csr', label: 'CSR' },
  { value: 'none', label: 'None' },
];
