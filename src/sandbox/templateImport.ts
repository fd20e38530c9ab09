import { invalid, Refusal } from './http.ts';
import { unreachableTenant } from './seed/authorities.ts';
import { notImported } from './seed/notImported.ts';
import { templateRow } from './seed/templateMaker.ts';
import type { World } from './world.ts';

/**
 * POST /Templates/Import: takes over what the CAs of a configuration tenant have and Command does not, with no key
 * retention, enrollment off and no pattern (vendor documentation, POST Templates Import). The tenant must be that of a CA,
 * else 400 (a guess). For the gateway's tenant the CA breaks off afterwards: 500, though a template has arrived.
 */
export function importTemplates(world: World, tenant: string): void {
  const wanted = tenant.toLowerCase();
  if (!world.authorities.all().some((ca) => ca.ConfigurationTenant.toLowerCase() === wanted)) {
    throw invalid(`The configuration tenant '${tenant}' does not exist.`);
  }
  const known = new Set(world.templates.all().map((row) => row.CommonName));
  for (const plan of notImported) {
    if (plan.tenant?.toLowerCase() !== wanted || known.has(plan.name[0])) continue;
    world.templates.put(templateRow(world, { ...plan, id: world.templates.nextId() }));
  }
  if (wanted === unreachableTenant) {
    throw new Refusal(500, '0x80131500', `The certificate authority of '${tenant}' did not answer in time.`);
  }
}
