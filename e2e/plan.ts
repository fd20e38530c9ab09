import { expect, type Locator, type Page } from '@playwright/test';
import { issued } from './issued.ts';
import type { World } from './world.ts';

export interface StoreRow {
  Id: string;
  DisplayName: string;
  ClientMachine: string;
  Storepath: string;
  AgentId: string;
}

/** Sound stores that require an alias and confirm by inventory: Java keystores, whose job neither fails nor retries. */
export async function javaStores(world: World): Promise<[StoreRow, StoreRow, StoreRow, StoreRow]> {
  const types = (await world.get('/CertificateStoreTypes?ReturnLimit=100')) as {
    ShortName: string;
    StoreType: number;
  }[];
  const type = types.find((each) => each.ShortName === 'RFJKS')?.StoreType;
  const query = encodeURIComponent(
    `Category -eq ${type} AND Approved -eq true AND AgentAvailable -eq true AND HasInventoryScheduled -eq true`,
  );
  const rows = (await world.get(`/CertificateStores?QueryString=${query}&ReturnLimit=100`)) as StoreRow[];
  const [first, second, third, fourth] = rows.filter((row) => !/fail|flaky|warn|retry/i.test(row.ClientMachine));
  if (!first || !second || !third || !fourth) throw new Error('the seeded world has too few Java keystores');
  return [first, second, third, fourth];
}

/** One seeded store by its machine and, where that has several, its path. */
export async function storeAt(world: World, machine: string, path?: string): Promise<StoreRow> {
  const place = path === undefined ? '' : ` AND StorePath -eq "${path}"`;
  const query = encodeURIComponent(`ClientMachine -eq "${machine}"${place}`);
  const [store] = (await world.get(`/CertificateStores?QueryString=${query}`)) as StoreRow[];
  if (!store) throw new Error(`the seeded world has no store at ${machine}`);
  return store;
}

/** The choice of one store in a picker, which is searched for it. */
export async function choiceOf(scope: Locator, store: StoreRow): Promise<Locator> {
  const search = scope.getByRole('searchbox', { name: 'Search machine or path' });
  await search.fill(`${store.ClientMachine} ${store.Storepath}`);
  return scope.getByRole('checkbox', { name: store.DisplayName, exact: true });
}

/** Why a store is no choice. */
export const hasJob = 'A job for it was made already.';

/** Chooses a store in the picker, and waits for what it holds. Returns its fields. */
export async function chooseStore(scope: Locator, store: StoreRow): Promise<Locator> {
  await scope
    .getByRole('searchbox', { name: 'Search machine or path' })
    .fill(`${store.ClientMachine} ${store.Storepath}`);
  await scope.getByRole('checkbox', { name: store.DisplayName, exact: true }).check();
  const fields = scope.getByRole('group', { name: store.DisplayName });
  // What it holds comes with a field more, which moves what is below: a press there could meet nothing.
  await expect(fields).toBeVisible();
  await expect(fields.getByText('Reading the inventory …')).toHaveCount(0);
  return fields;
}

/** Chooses a store in the picker and gives it an alias. Returns its fields. */
export async function planStore(scope: Locator, store: StoreRow, alias: string): Promise<Locator> {
  const fields = await chooseStore(scope, store);
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

/** As `expectSeen`, by asking the server each time instead of waiting for the page to do so. `scope` holds "Check now". */
export async function expectSeenNow(scope: Locator, timeline: Locator): Promise<void> {
  await expectNow(scope, timeline.getByText('Seen in inventory'));
}

/** Presses "Check now" until something is told; that may be so already. */
export async function expectNow(scope: Locator, told: Locator): Promise<void> {
  await expect(async () => {
    if (await told.isVisible()) return;
    await checkNow(scope);
    await expect(told).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
}

interface JobRecord {
  JobId: string;
  ClientMachine: string;
  Result: number;
}

/** The management jobs that a store has had, by the server's own lists: each once, with its last result; -1: it waits. */
export async function jobsAt(world: World, store: StoreRow): Promise<{ jobId: string; result: number }[]> {
  const [taken, waiting] = await Promise.all([
    world.get(
      `/OrchestratorJobs/JobHistory?ReturnLimit=500&QueryString=${encodeURIComponent(
        `TargetPath -eq "${store.Storepath}" AND JobType -eq "Management"`,
      )}`,
    ) as Promise<JobRecord[]>,
    world.get('/OrchestratorJobs/ScheduledJobs?ReturnLimit=500') as Promise<
      { Id: string; ClientMachine: string; Target: string }[]
    >,
  ]);
  const results = new Map(
    taken.filter((row) => row.ClientMachine === store.ClientMachine).map((row) => [row.JobId, row.Result]),
  );
  for (const job of waiting)
    if (job.ClientMachine === store.ClientMachine && job.Target === store.Storepath) results.set(job.Id, -1);
  return Array.from(results, ([jobId, result]) => ({ jobId, result }));
}

/** The results of the management jobs that a store has had, in ascending order; -1: it waits. */
export const resultsAt = async (world: World, store: StoreRow): Promise<number[]> =>
  (await jobsAt(world, store)).map(({ result }) => result).toSorted((a, b) => a - b);

/** Lets so many seconds pass on the server, and asks it. */
export async function pass(world: World, scope: Locator, seconds: number): Promise<void> {
  await world.advance(seconds * 1_000);
  await checkNow(scope);
}

/** A new certificate's page with the form open that sends it to stores. Time passes only as the test says. Returns that part of the page. */
export async function openNew(page: Page, world: World, name: string): Promise<Locator> {
  await page.goto(`certificates/${await issued(page, name)}`);
  await world.patch({ stopClock: true });
  return openAddLater(page);
}

/** Opens the form on a certificate's page that sends it to stores. Returns that part of the page. */
export async function openAddLater(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Deploy to stores', exact: true }).click();
  return page.getByRole('region', { name: 'Deploy to stores', exact: true });
}

/** Sends what is planned on a certificate's page, after the question. */
export async function addLater(page: Page, part: Locator, stores: number): Promise<void> {
  await part.getByRole('button', { name: `Deploy to ${stores} ${stores === 1 ? 'store' : 'stores'}…` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deploy', exact: true }).click();
}

/** Asks the server now, instead of waiting for the next time that the page does; that may have come, and all be told. */
export async function checkNow(scope: Locator): Promise<void> {
  const button = scope.getByRole('button', { name: 'Check now' });
  await button.click({ timeout: 5_000 }).catch(() => undefined);
}
