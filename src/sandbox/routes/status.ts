import type { Call, Reply, Route } from '../http.ts';
import { allowed } from '../gate.ts';
import { permissions } from '../permissions.ts';

/** The endpoints the caller may use, as "METHOD /Path" (the item format is a guess). */
function endpoints(routes: () => readonly Route[]): (call: Call) => Reply {
  return (call) => {
    const usable = routes().filter(
      (route) => (route.since ?? 0) <= call.world.profile.major && allowed(call.world, call.user, route),
    );
    const lines = usable.map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    return { body: lines.toSorted() };
  };
}

function license(call: Call): Reply {
  const year = 365 * 86_400_000;
  const issued = new Date(call.now.getTime() - year);
  const expires = new Date(call.now.getTime() + year);
  return {
    body: {
      KeyfactorVersion: call.world.profile.licenseVersion,
      LicenseData: {
        LicenseId: 'SANDBOX',
        Customer: { Name: 'Key Example, Inc.', Id: 1 },
        IssuedDate: issued.toISOString(),
        ExpirationDate: expires.toISOString(),
        LicensedProducts: [
          {
            ProductId: 'CMS',
            DisplayName: 'Keyfactor Command',
            MajorRev: String(call.world.profile.major),
            MinorRev: call.world.profile.name.split('.')[1] ?? '0',
            LicensedFeatures: [],
          },
        ],
      },
    },
  };
}

/** Routes about the server itself. `routes` gives the whole table, once it exists. */
export function statusRoutes(routes: () => readonly Route[]): Route[] {
  return [
    { method: 'GET', path: '/Status/Endpoints', versions: '1.0', handle: endpoints(routes) },
    { method: 'GET', path: '/Status/HealthCheck', versions: '1.0', since: 25, handle: () => ({ status: 204 }) },
    { method: 'GET', path: '/License', versions: '1.0', permission: permissions.systemSettingsRead, handle: license },
  ];
}
