import { algorithmFacts, curveName, type KeyAlgorithm } from './keyAlgorithms.ts';

import type { RuleLayer } from './inForce.ts';

/** One rule that the server resolves to something else than this program does. */
export interface RuleDifference {
  what: string;
  here: string;
  server: string;
}

interface Entry {
  what: string;
  text: string;
  /** What is compared; the text where it is left out. */
  key?: string;
}

const onOff = (value: boolean | null) => (value === null ? '' : value ? 'on' : 'off');

// Parts in any letter case; several rows of a part in any order.
function byPart(title: string, rows: readonly { part: string; text: string }[]): Entry[] {
  const parts = new Set(rows.map((row) => row.part.toUpperCase()));
  return [...parts].map((part) => {
    const texts = rows.filter((row) => row.part.toUpperCase() === part).map((row) => row.text);
    return { what: `${title} for ${part}`, text: texts.toSorted().join(' and ') };
  });
}

function ofKeys(title: string, list: readonly KeyAlgorithm[] | null): Entry[] {
  return (list ?? []).map(({ name, bitLengths, curves }) => {
    // Bit lengths belong to the curves, where there are some, and repeat (recorded on 25.4).
    const bits = bitLengths.toSorted((a, b) => a - b).map(String);
    const sizes = curves.length > 0 ? curves.map(curveName).toSorted() : bits;
    const text = ['allowed', [...new Set(sizes)].join(', ')].filter((part) => part !== '').join(' ');
    return { what: `${title}: ${algorithmFacts(name).name}`, text };
  });
}

function entries(rules: RuleLayer): Entry[] {
  const policy: Entry[] = [
    { what: 'Allow key reuse', text: onOff(rules.allowKeyReuse) },
    { what: 'Allow wildcards', text: onOff(rules.allowWildcards) },
    { what: 'RFC 2818 enforcement', text: onOff(rules.rfcEnforcement) },
    { what: 'Certificate owner role', text: rules.ownerRole === null ? '' : `value ${rules.ownerRole}` },
    {
      what: 'Default owner',
      text: rules.defaultOwnerRoleId === null ? '' : rules.defaultOwner || `role ${rules.defaultOwnerRoleId}`,
      key: String(rules.defaultOwnerRoleId ?? ''),
    },
  ];
  return [
    ...byPart(
      'Regex',
      rules.subjectRules.map((rule) => ({
        part: rule.part,
        text: `${rule.regex}${rule.caseSensitive === true ? ' (case sensitive)' : ''}`,
      })),
    ),
    ...byPart(
      'Default',
      rules.defaults.map((row) => ({ part: row.part, text: row.value })),
    ),
    ...policy,
    ...ofKeys('Keys', rules.algorithms),
    ...ofKeys('Alternative keys', rules.alternative),
  ];
}

/**
 * Where the server's resolved settings say something else than `here`, the client's own resolution of the same layers.
 * Order never counts, nor do the words a regex answers with. `fixedKeys`: the settings came from the address that tells
 * keys in the old fixed view only, which has no SLH-DSA and no alternative keys (recorded on 25.4, KeyInfo).
 */
export function ruleDifferences(here: RuleLayer, server: RuleLayer, o: { fixedKeys: boolean }): RuleDifference[] {
  const told = ({ what }: Entry) => !o.fixedKeys || !/^Alternative keys|^Keys: SLH/.test(what);
  const [mine, theirs] = [here, server].map(
    (rules) =>
      new Map(
        entries(rules)
          .filter(told)
          .map((entry) => [entry.what, entry]),
      ),
  );
  const what = new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])]);
  return [...what].flatMap((name) => {
    const [ours, its] = [mine?.get(name), theirs?.get(name)];
    if ((ours?.key ?? ours?.text ?? '') === (its?.key ?? its?.text ?? '')) return [];
    return [{ what: name, here: ours?.text || 'not set', server: its?.text || 'not set' }];
  });
}
