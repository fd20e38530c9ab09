/** Something that the caller may not read; the permission in the server's spelling, null where it named none. */
export interface MissingRight {
  permission: string | null;
}
