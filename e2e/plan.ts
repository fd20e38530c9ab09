import { expect, type Locator } from '@playwright/test';
import type { World } from './world.ts';

export interface StoreRow {
  Id: string;
  DisplayName: string;
  ClientMachine: string;
  Storepath: string;
}

/** Sound stores that require an alias and confirm by inventory: Java keystores, whose job neither fails nor retries. */
export async function javaStores(world: World): Promise<[StoreRow, StoreRow, StoreRow]> {
  const types = (await world.get('/CertificateStoreTypes?ReturnLimit=100')) as {
    ShortName: string;
    StoreType: number;
  }[];
  const type = types.find((each) => each.ShortName === 'RFJKS')?.StoreType;
  const query = encodeURIComponent(
    `Category -eq ${type} AND Approved -eq true AND AgentAvailable -eq true AND HasInventoryScheduled -eq true`,
  );
  const rows = (await world.get(`/CertificateStores?QueryString=${query}&ReturnLimit=100`)) as StoreRow[];
  const [first, second, third] = rows.filter((row) => !/fail|flaky|warn|retry/i.test(row.ClientMachine));
  if (!first || !second || !third) throw new Error('the seeded world has too few Java keystores');
  return [first, second, third];
}

/** Chooses a store in the picker and gives it an alias. Returns its fields. */
export async function planStore(scope: Locator, store: StoreRow, alias: string): Promise<Locator> {
  await scope
    .getByRole('searchbox', { name: 'Search machine or path' })
    .fill(`${store.ClientMachine} ${store.Storepath}`);
  await scope.getByRole('checkbox', { name: store.DisplayName, exact: true }).check();
  const fields = scope.getByRole('group', { name: store.DisplayName });
  await fields.getByRole('textbox', { name: /^Alias/ }).fill(alias);
  return fields;
}

/** What one store went through, on whatever page follows it. */
export const timelineOf = (scope: Locator, store: StoreRow): Locator =>
  scope.getByRole('region', { name: store.DisplayName });

/** Waits until a store's entry was seen in its inventory, as far as the page tells. */
export async function expectSeen(timeline: Locator): Promise<void> {
  await expect(timeline.getByText('Seen in inventory')).toBeVisible({ timeout: 40_000 });
}
