import type { World } from '../world.ts';
import { seedAuthorities, type Issuers } from './authorities.ts';
import { seedAgents } from './agents.ts';
import { seedAppSettings } from './appSettings.ts';
import { seedCertificates } from './certificates.ts';
import { seedInventories } from './inventories.ts';
import { seedLarge } from './large.ts';
import { seedMetadata } from './metadata.ts';
import { seedPatterns, seedSettings } from './patterns.ts';
import { seedRoles } from './roles.ts';
import { seedFurtherStores, seedStores } from './stores.ts';
import { seedStoreTypes } from './storeTypes.ts';
import { seedTemplates } from './templates.ts';

/** Fills an empty world with the company "Key Example"; `world.large` makes it a very big one. */
export function seedCompany(world: World, issuers: Issuers): void {
  seedRoles(world);
  seedMetadata(world);
  seedAuthorities(world, issuers);
  seedSettings(world);
  seedTemplates(world);
  seedPatterns(world);
  if (world.large) seedLarge(world);
  seedStoreTypes(world);
  seedAgents(world);
  seedStores(world, { large: world.large });
  seedCertificates(world, { large: world.large });
  seedFurtherStores(world);
  if (!world.large) seedInventories(world);
  seedAppSettings(world);
}
