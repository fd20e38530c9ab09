/** The kinds of enrollment a template or pattern allows. */
export interface EnrollTypes {
  pfx: boolean;
  csr: boolean;
  csrGeneration: boolean;
}

/** Reads AllowedEnrollmentTypes: bit 1 PFX, bit 2 CSR, bit 4 CSR generation (Keyfactor PUT Templates). */
export function readEnrollTypes(mask: number): EnrollTypes {
  return { pfx: (mask & 1) !== 0, csr: (mask & 2) !== 0, csrGeneration: (mask & 4) !== 0 };
}

/** The mask in words for lists, e.g. "PFX, CSR"; "None" when nothing is allowed. */
export function enrollTypesText(mask: number): string {
  const t = readEnrollTypes(mask);
  const words = [t.pfx ? 'PFX' : '', t.csr ? 'CSR' : '', t.csrGeneration ? 'CSR generation' : ''].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'None';
}
