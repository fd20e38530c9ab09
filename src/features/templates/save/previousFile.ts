import { hasFirstPolicyShape } from '../../../api/templateBody.ts';
import { isDocument, rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { ruleMembers, type RuleKind } from '../rules/ruleMembers.ts';
import { keyed, unkeyed } from './keyedRows.ts';
import { memberLabel } from './memberLabels.ts';

/** Name and content of the file that keeps a document: the document and nothing else, with the time in the name. */
export function previousFile(name: string, document: WireDocument, now: Date): { name: string; content: string } {
  const time = now.toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return { name: `${name}-${time}.json`, content: `${JSON.stringify(document, null, 2)}\n` };
}

/** A document from a file, or why it cannot be put back. */
export type ReadFile = { document: WireDocument } | { problem: string };

const kindNames: Readonly<Record<RuleKind, string>> = {
  template: 'a template',
  pattern: 'an enrollment pattern',
  settings: 'system-wide rules',
};

function kindOf(document: WireDocument): RuleKind | null {
  const has = (name: string) => Object.hasOwn(document, name);
  if (has('Id')) {
    if (has('Policies') || has('UseADPermissions') || has('Regexes')) return 'pattern';
    return has('KeyRetention') || has('TemplateRegexes') || has('CommonName') ? 'template' : null;
  }
  const lists = (has('Regexes') && has('Defaults')) || (has('TemplateRegexes') && has('TemplateDefaults'));
  // The body of a request for a pattern has no id either.
  return lists && !has('Name') && !has('KeyRetention') ? 'settings' : null;
}

/** How a policy says its key algorithms; null where it says nothing. */
function keyShape(policy: Json | undefined): string | null {
  if (!isDocument(policy)) return null;
  if (Object.hasOwn(policy, 'PrimaryKeyAlgorithms')) return 'lists of key algorithms';
  if (Object.hasOwn(policy, 'KeyInfo')) return 'key algorithms by name';
  return Object.hasOwn(policy, 'RSAValidKeySizes') || Object.hasOwn(policy, 'ECCValidCurves')
    ? 'RSA key sizes and ECC curves'
    : null;
}

function shapeProblem(kind: RuleKind, document: WireDocument, current: WireDocument): string | null {
  const [mine, theirs] = [ruleMembers(kind, document), ruleMembers(kind, current)];
  if (
    mine.policy !== theirs.policy ||
    (kind === 'template' && hasFirstPolicyShape(document) !== hasFirstPolicyShape(current))
  ) {
    return 'This file is from another generation of Command, whose documents have another shape.';
  }
  const [was, is] = [keyShape(document[mine.policy]), keyShape(current[theirs.policy])];
  if (was === null || is === null || was === is) return null;
  return `This file is from another generation of Command: its policy has ${was}, the server’s has ${is}.`;
}

/**
 * Reads a file that is to be put back over the `current` document. Refused when it is no JSON object, another kind of
 * document, another document of the kind, or one from a server generation that says things in another shape.
 */
export function readPreviousFile(text: string, kind: RuleKind, current: WireDocument): ReadFile {
  let document: Json;
  try {
    // A byte order mark, which Windows editors write, is no JSON.
    document = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    return { problem: 'This file is not JSON.' };
  }
  if (!isDocument(document)) return { problem: 'This file holds no single document.' };
  const found = kindOf(document);
  if (found === null) return { problem: `This file does not hold ${kindNames[kind]}.` };
  if (found !== kind) return { problem: `This file holds ${kindNames[found]}, not ${kindNames[kind]}.` };
  if (document['Id'] !== current['Id']) {
    return {
      problem: `This file holds ${kindNames[kind]} with id ${JSON.stringify(document['Id'])}; this one has id ${JSON.stringify(current['Id'])}.`,
    };
  }
  const problem = shapeProblem(kind, document, current);
  return problem === null ? { document } : { problem };
}

export interface Reverted {
  document: WireDocument;
  /** Settings that the server has and the file lacks: they stay as they are on the server. */
  kept: readonly string[];
  /** Settings that the file has and the server lacks: they are not sent. */
  left: readonly string[];
}

/** Rows of the file with the ids that the server's rows about the same thing have now; others are new rows without one. */
function withRowIds(list: Json, fresh: Json | undefined, name: string): Json {
  if (!rowsOf(list).some((row) => Object.hasOwn(row, 'Id'))) return list;
  const now = keyed(fresh ?? [], undefined, name);
  const was = keyed(list, now, name);
  if (!isDocument(was)) return list;
  const rows = Object.entries(was).map(([key, row]) => {
    if (!isDocument(row) || !Object.hasOwn(row, 'Id')) return [key, row] as const;
    const held = isDocument(now) ? now[key] : undefined;
    const { Id: _id, ...rest } = row;
    return [key, isDocument(held) && held['Id'] !== undefined ? { ...row, Id: held['Id'] } : rest] as const;
  });
  return unkeyed(Object.fromEntries(rows), undefined, name);
}

/**
 * The server's document with every member that a save may write replaced by the file's. What only one of the two has is
 * not touched, and told.
 */
export function revertTo(
  project: (document: WireDocument) => WireDocument,
  fresh: WireDocument,
  file: WireDocument,
): Reverted {
  const [now, was] = [project(fresh), project(file)];
  const kept: string[] = Object.keys(now).filter((name) => !Object.hasOwn(was, name));
  const left: string[] = Object.keys(was).filter((name) => !Object.hasOwn(now, name));
  const document: Record<string, Json> = { ...fresh };
  for (const name of Object.keys(now)) {
    const value = file[name];
    if (!Object.hasOwn(was, name) || value === undefined) continue;
    const [there, policy] = [fresh[name], now[name]];
    if (name === 'TemplateDefault' && there === true) {
      // A template with patterns always has a default: it is taken by another one, not given up.
      if (value !== true) kept.push(name);
      continue;
    }
    if (isDocument(value) && isDocument(there) && isDocument(policy)) {
      const sent = was[name];
      kept.push(...Object.keys(policy).filter((inner) => !Object.hasOwn(value, inner)));
      left.push(...Object.keys(isDocument(sent) ? sent : {}).filter((inner) => !Object.hasOwn(there, inner)));
      const inner = Object.entries(there).map(([key, held]) => [
        key,
        Object.hasOwn(value, key) ? (value[key] ?? null) : held,
      ]);
      document[name] = Object.fromEntries(inner) as WireDocument;
    } else document[name] = withRowIds(value, there, name);
  }
  return { document, kept: kept.map(memberLabel), left: left.map(memberLabel) };
}
