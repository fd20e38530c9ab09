/**
 * The permission that something takes, in the server's spelling, to stand behind it as " (that takes …)"; empty where none is
 * known.
 */
export const takenWords = (permission: string | null | undefined): string =>
  permission ? ` (that takes ${permission})` : '';
