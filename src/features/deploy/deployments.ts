import { ApiError, explain, type Explained } from '../../api/errors.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { KeptDeployment } from './keptDeployments.ts';
import { type Asked, asked, type FollowedStore, isUnknown, sameId } from './askedStores.ts';
import type { PlannedStore } from './deployForm.ts';

/** One request that changes what stores hold, and what became of it. Holds what the plan holds, so it goes with its page. */
export interface Sending {
  certificateId: CertificateId;
  /** `deploy`: a staged key; `replace`: that into every place of an older certificate; the others at any time. */
  what: 'deploy' | 'replace' | 'add' | 'remove';
  /** Where the act was: its error belongs there. */
  from: 'enrollment' | 'form' | 'list';
  plan: readonly PlannedStore[];
  stores: readonly FollowedStore[];
  /** Server time, ISO text in UTC. */
  askedAt: string;
  startsAt: string | null;
  /** `held`: it was not sent after all; `refused`: it did nothing; `lost`: nobody knows what it did. */
  state: 'under way' | 'held' | 'answered' | 'refused' | 'lost';
  /** Stores with a job; null without an answer that tells. */
  accepted: readonly string[] | null;
  /** Stores without a job, where the answer names them. */
  refused: readonly string[] | null;
  /** Of the one store that was asked for; null where there are several, or no id was told. */
  jobId: string | null;
  /** Of all its jobs, in no order that is known; left out where the server told none. */
  jobIds?: readonly string[] | undefined;
  error: Explained | null;
}

/** What a server says to a request: the stores with a job and those without, and the ids of the jobs, each where it tells them. */
export interface Taken {
  accepted: readonly string[] | null;
  refused?: readonly string[];
  jobIds?: readonly string[];
}

/** What is to be sent, and how. */
export type Order<Answer extends Taken = Taken> = Pick<
  Sending,
  'certificateId' | 'what' | 'from' | 'plan' | 'stores' | 'startsAt'
> & {
  commonName: string;
  transmit: () => Promise<Answer>;
  /** The stores of an answer where nobody planned them. */
  storesOf?: (answer: Answer) => Promise<readonly FollowedStore[]>;
};

/** The list of this browser, in which a deployment is found again when its page is gone. */
interface Notes {
  keep: (deployment: Pick<KeptDeployment, 'askedAt' | 'certificateId' | 'commonName' | 'stores' | 'jobIds'>) => void;
  forget: (deployment: Pick<KeptDeployment, 'askedAt' | 'certificateId'>) => void;
  /** Asked right before it is sent: why it must not be, after all. */
  whyHeld: (order: Pick<Sending, 'certificateId' | 'what' | 'stores'>) => Promise<Explained | null>;
  /** Server time. */
  now: () => Date;
}

/** The stores as the list of this browser keeps them. */
export const keptStores = (all: readonly Asked[]): KeptDeployment['stores'] =>
  all.map(({ store, action, accepted, jobId, createdAt, startsAt }) => ({
    ...store,
    action,
    accepted,
    jobId,
    createdAt,
    startsAt,
  }));

/** Each store of a sending, with what is known of it. */
export const askedBy = ({ what, stores, askedAt, accepted, refused, startsAt, jobId, jobIds }: Sending): Asked[] =>
  asked(stores, askedAt, accepted, startsAt, refused).map((one) => ({
    ...one,
    action: what === 'remove' ? 'remove' : 'add',
    jobId,
    jobIds,
  }));

/** Which job belongs to which of several stores is not told; with one store and one id there is no doubt. */
const onlyJob = (stores: readonly FollowedStore[], ids: readonly string[] = []): string | null =>
  stores.length === 1 && ids.length === 1 ? (ids[0] ?? null) : null;

/**
 * The deployments of one page, sent one at a time and none a second time by itself. Each is in the list of this browser
 * before its first byte is sent; a refusal takes it out again.
 */
export class Deployments {
  readonly #notes: Notes;
  readonly #listeners = new Set<() => void>();
  #sendings: readonly Sending[] = [];

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** In the order of sending. */
  readonly snapshot = (): readonly Sending[] => this.#sendings;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Sends one; null, and nothing happens, while another is under way. Never rejects because of `transmit`. */
  async send<Answer extends Taken>(o: Order<Answer>): Promise<Sending | null> {
    const { transmit, storesOf, commonName, ...order } = o;
    if (this.#sendings.some(({ state }) => state === 'under way')) return null;
    const unknown = { accepted: null, refused: null, jobId: null, error: null };
    const begun: Sending = { ...order, ...unknown, askedAt: this.#notes.now().toISOString(), state: 'under way' };
    this.#show([...this.#sendings, begun]);
    const error = await this.#notes.whyHeld(order);
    if (error !== null) return this.#end(begun, { ...begun, state: 'held', error });
    // Jobs are told from older ones by their time, so it is taken before the request is.
    const askedAt = this.#notes.now().toISOString();
    const first = this.#end(begun, { ...begun, askedAt });
    const note = (sending: Sending): void =>
      this.#notes.keep({
        askedAt,
        certificateId: order.certificateId,
        commonName,
        stores: keptStores(askedBy(sending)),
        jobIds: sending.jobIds,
      });
    note(first);
    let answer: Answer;
    try {
      answer = await transmit();
    } catch (error) {
      // What fails on this side after the bytes have gone says nothing about the server.
      const refused = error instanceof ApiError && !error.outcomeUnknown;
      if (refused) this.#notes.forget(first);
      return this.#end(first, { ...first, state: refused ? 'refused' : 'lost', error: explain(error) });
    }
    const stores = storesOf ? await storesOf(answer) : first.stores;
    const last: Sending = {
      ...first,
      stores,
      state: 'answered',
      accepted: answer.accepted,
      refused: answer.refused ?? null,
      jobId: onlyJob(stores, answer.jobIds),
      jobIds: answer.jobIds,
    };
    note(last);
    return this.#end(first, last);
  }

  /**
   * Takes in what went with another request, which keeps it in its own note; the same one again (certificate, time) is
   * replaced in its place. Nothing is sent.
   */
  take(sending: Sending): void {
    const { certificateId, askedAt } = sending;
    const at = this.#sendings.findIndex((each) => each.certificateId === certificateId && each.askedAt === askedAt);
    this.#show(at < 0 ? [...this.#sendings, sending] : this.#sendings.with(at, sending));
  }

  #end(first: Sending, last: Sending): Sending {
    this.#show(this.#sendings.map((each) => (each === first ? last : each)));
    return last;
  }

  #show(sendings: readonly Sending[]): void {
    this.#sendings = sendings;
    for (const listener of this.#listeners) listener();
  }
}

/** Was a store asked for already, in any way but by replacing another certificate, and not refused? */
export const wasAskedFor = (
  sendings: readonly Pick<Sending, 'what' | 'state' | 'stores'>[],
  storeId: string,
): boolean =>
  sendings.some(
    ({ what, state, stores }) =>
      what !== 'replace' &&
      state !== 'refused' &&
      state !== 'held' &&
      stores.some((store) => sameId(store.storeId, storeId)),
  );

/**
 * What is known of each store after everything that was sent. A request whose answer was lost may have made a job, so that
 * a later refusal does not make its store one without a job.
 * @param first what the enrollment itself asked for
 */
export function askedAfter(first: readonly Asked[], sendings: readonly Sending[]): Asked[] {
  const byId = new Map(first.map((one) => [one.store.storeId, one]));
  for (const sending of sendings.filter(({ state }) => state !== 'under way' && state !== 'held')) {
    const refused = sending.state === 'refused';
    const refusal = refused ? (sending.error?.serverWords ?? sending.error?.summary) : undefined;
    for (const asking of askedBy(refused ? { ...sending, accepted: [] } : sending)) {
      const one: Asked = { ...asking, refusal };
      const before = byId.get(one.store.storeId);
      const keeps = one.accepted === false && before !== undefined && (isUnknown(before) || before.accepted === true);
      if (!keeps) byId.set(one.store.storeId, one);
    }
  }
  return [...byId.values()];
}
