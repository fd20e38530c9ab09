/** The id in a URL; null when it is no whole positive number. */
export function readRouteId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}
