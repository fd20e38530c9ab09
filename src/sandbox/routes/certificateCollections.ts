import { namedCollections } from '../certificateCollections.ts';
import { mayInScope } from '../certificateRights.ts';
import { listReply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';

export const certificateCollectionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/CertificateCollections',
    prefix: 'pq',
    versions: '1.0',
    certificateRight: permissions.certificatesRead,
    handle(call) {
      const readable = namedCollections.filter(({ Id }) =>
        mayInScope(call, permissions.certificatesRead, { collectionId: Id, containerId: null }),
      );
      return listReply(call, readable, {
        fields: { Name: (row) => row.Name },
        sortFields: { Name: (row) => row.Name, Id: (row) => row.Id },
        defaultSort: 'Name',
        render: (row) => ({ ...row, Automated: false, Content: '', Query: '', Favorite: false }),
      });
    },
  },
];
