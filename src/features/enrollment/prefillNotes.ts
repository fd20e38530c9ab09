import { scopeWords, type ScopeNames } from '../../domain/scope.ts';
import type { Prefill } from './prefill.ts';
import type { OldCertificate } from './renewal/oldCertificate.ts';
import { authorityNamed, type EnrollChoice, type Setup } from './setup.ts';

/** What became of the members of a prefill link, each in a few words. */
interface PrefillNotes {
  taken: readonly string[];
  /** With the reason. */
  left: readonly string[];
}

export interface LinkTaken {
  choices: readonly EnrollChoice[];
  /** The choice that the link named, where it is offered. */
  choice: EnrollChoice | undefined;
  /** Null until something is chosen: what depends on it is then neither taken nor left. */
  setup: Setup | null;
  /** Members that this kind of enrollment has no place for. */
  noPlace: readonly (keyof Prefill)[];
  /** Ids of stores that are in the plan. */
  stores: readonly string[];
  /** By the id of a store, why it is not in the plan, where that is known. */
  failed?: Readonly<Record<string, string>>;
  /** The certificate that the link renews or replaces. */
  old?: OldCertificate | null;
  /** What the server calls the part of the certificates that the link names. */
  names?: ScopeNames | undefined;
}

const counted = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`);

function ofChoice(prefill: Prefill, { choice, setup }: LinkTaken): { taken: string[]; left: string[] } {
  const { pattern, template, ca } = prefill;
  const named = pattern !== null ? `Enrollment pattern ${pattern}` : `Template ${template}`;
  const asks = pattern !== null || template !== null;
  const notes: { taken: string[]; left: string[] } = { taken: [], left: [] };
  if (asks && choice) notes.taken.push(`Enroll with ${choice.label}`);
  if (asks && !choice) notes.left.push(`${named}: not among what you may enroll with`);
  if (ca !== '' && setup) {
    if (authorityNamed(setup.choice, ca)) notes.taken.push(`CA ${ca}`);
    else notes.left.push(`CA ${ca}: does not issue this`);
  }
  return notes;
}

function ofNames(prefill: Prefill, names: LinkTaken['names']): string[] {
  const part = scopeWords({ collectionId: prefill.collection, containerId: prefill.container }, names);
  return [
    ...(prefill.subject === '' ? [] : ['Subject']),
    ...(prefill.cn === '' || prefill.subject !== '' ? [] : [`Common name ${prefill.cn}`]),
    ...(prefill.sans.length === 0 ? [] : [counted(prefill.sans.length, 'alternative name', 'alternative names')]),
    ...(part === '' ? [] : [`Certificates of ${part}`]),
    ...(prefill.renew === null ? [] : [`Renewal of certificate ${prefill.renew}`]),
    ...(prefill.replace === null ? [] : [`Replacement of certificate ${prefill.replace} in its stores`]),
  ];
}

function ofDetails(prefill: Prefill, setup: Setup): { taken: string[]; left: string[] } {
  const notes: { taken: string[]; left: string[] } = { taken: [], left: [] };
  for (const name of Object.keys(prefill.metadata)) {
    const field = setup.metadata?.find((each) => each.name === name);
    if (field && field.use !== 'hidden') notes.taken.push(`Metadata ${name}`);
    else notes.left.push(`Metadata ${name}: not asked for here`);
  }
  for (const name of Object.keys(prefill.fields)) {
    const asked = setup.fields.some((each) => each.name === name);
    if (asked) notes.taken.push(`Enrollment field ${name}`);
    else notes.left.push(`Enrollment field ${name}: not asked for here`);
  }
  if (prefill.owner === '') return notes;
  const held = setup.roles?.some(({ name }) => name === prefill.owner) ?? true;
  if (held) notes.taken.push(`Owner role ${prefill.owner}`);
  else notes.left.push(`Owner role ${prefill.owner}: not a role that you hold`);
  return notes;
}

function ofStores(prefill: Prefill, { stores: planned, failed = {} }: LinkTaken): { taken: string[]; left: string[] } {
  const found = prefill.stores.filter((id) => planned.some((each) => each.toLowerCase() === id));
  const lost = prefill.stores.filter((id) => !found.includes(id));
  return {
    taken: found.length === 0 ? [] : [counted(found.length, 'store', 'stores')],
    left: lost.map((id) => `Store ${id}: ${failed[id] ?? 'not found, or it cannot take this certificate'}`),
  };
}

/** What the certificate that is renewed or replaced filled in beside what the link says itself. */
function ofOld({ subject, cn, sans, pattern, template, ca }: Prefill, { old, choice, setup }: LinkTaken) {
  const notes: { taken: string[]; left: string[] } = { taken: [], left: [] };
  if (!old) return notes;
  const its = `certificate ${old.certificateId}`;
  const areas = [
    ...(subject === '' && cn === '' ? ['subject'] : []),
    ...(sans.length > 0 ? [] : [counted(old.names?.sans.length ?? 0, 'alternative name', 'alternative names')]),
  ].join(' and ');
  const words = `${areas} of ${its}`;
  if (old.names === null) notes.left.push(`Names of ${its}: they cannot be read. ${old.failure}`.trim());
  else if (areas !== '') notes.taken.push(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
  const issuer = ca === '' && setup ? authorityNamed(setup.choice, old.authority) : undefined;
  if (issuer) notes.taken.push(`CA ${issuer.displayName}, which issued ${its}`);
  if (pattern !== null || template !== null) return notes;
  if (choice && old.fitting.includes(choice)) notes.taken.push(`Enroll with ${choice.label}, as fits ${its}`);
  if (old.fitting.length === 0 && old.templateName !== '') {
    notes.left.push(`Template ${old.templateName} of ${its}: not among what you may enroll with`);
  }
  return notes;
}

/** The prefill with what has no place taken out, and the words for that. */
function without(prefill: Prefill, noPlace: LinkTaken['noPlace']): { kept: Prefill; left: string[] } {
  const empty: Partial<Prefill> = { cn: '', subject: '', sans: [], stores: [], renew: null, replace: null };
  const isSet = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null && value !== '');
  const dropped = noPlace.filter((name) => isSet(prefill[name]));
  return {
    kept: { ...prefill, ...Object.fromEntries(dropped.map((name) => [name, empty[name]])) },
    left: dropped.map((name) => `${name}: this kind of enrollment has no place for it`),
  };
}

/** What members that take an id are told where something else stood in the link. */
const idWords: Readonly<Record<string, string>> = {
  pattern: 'takes the id of an enrollment pattern, which is a number, and not its name',
  template: 'takes the id of a template, which is a number, and not its name',
  renew: 'takes the id of a certificate, which is a number',
  replace: 'takes the id of a certificate, which is a number',
  collection: 'takes the id of a certificate collection, which is a number',
  container: 'takes the id of a store container, which is a number',
};

/** What filled in the form, for a heading: a certificate, whose page has presses that lead here as links do, or a link. */
export function filledBy({ renew, replace }: Prefill, names: OldCertificate['names']): string {
  const id = renew ?? replace;
  if (id === null) return 'A link filled in this form.';
  return names === null ? `This form was opened for certificate ${id}.` : `Filled in from certificate ${id}.`;
}

/** Says what of a link was taken and what was not. Empty lists where the link fills nothing in. */
export function prefillNotes(prefill: Prefill, asked: LinkTaken): PrefillNotes {
  const { kept, left } = without(prefill, asked.noPlace);
  const choice = ofChoice(kept, asked);
  const details = asked.setup ? ofDetails(kept, asked.setup) : { taken: [], left: [] };
  const stores = ofStores(kept, asked);
  const certificate = ofOld(kept, asked);
  return {
    taken: [...choice.taken, ...ofNames(kept, asked.names), ...certificate.taken, ...details.taken, ...stores.taken],
    left: [
      ...choice.left,
      ...certificate.left,
      ...details.left,
      ...stores.left,
      ...left,
      ...prefill.unused.map((name) => `${name}: ${idWords[name] ?? 'not something a link can fill in'}`),
    ],
  };
}
