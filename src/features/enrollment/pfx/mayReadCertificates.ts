const path = '/certificates/collections/read/';

/**
 * Whether the caller may read any certificate, by the permissions that the server tells: paths, of which the beginning
 * grants what lies below and a number narrows to a collection, or names of version 10. Null, where it does not tell, is yes.
 */
export function mayReadCertificates(permissions: readonly string[] | null): boolean {
  return (
    permissions?.some((held) => path.startsWith(held) || held.startsWith(path) || held === 'Certificates: Read') ?? true
  );
}
