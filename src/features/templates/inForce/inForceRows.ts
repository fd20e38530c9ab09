import type { RulesInForce, Sourced } from '../../../domain/inForce.ts';
import type { KeysInForce, Origin } from '../../../domain/keysInForce.ts';
import type { RuleKind } from '../rules/ruleMembers.ts';

/** A rule in force, in words. */
export interface InForceRow {
  rule: string;
  /** One or several values; several are folded where they are many. */
  values: readonly string[];
  /** An expression or a value, to be shown as it is. */
  mono: boolean;
  setBy: string;
}

const originWords = (kind: RuleKind): Record<Origin, string> => ({
  'system-wide': 'System-wide rules',
  pattern: 'This pattern',
  template: 'This template',
  CA: 'Certificate authority',
  nothing: kind === 'pattern' ? 'Neither this pattern nor the system' : 'Neither this template nor the system',
  'not known': 'Not known: the system-wide rules cannot be read',
});

const onOff = (value: boolean | null) => (value === null ? 'Not set' : value ? 'On' : 'Off');

/** The rows of the table of a document: what is in force and who sets it. Rules that the server does not know have none. */
export function inForceRows(kind: RuleKind, rules: RulesInForce): InForceRow[] {
  const words = originWords(kind);
  const one = (rule: string, value: string, origin: Origin, mono = false): InForceRow => {
    const unknown = origin === 'not known';
    return { rule, values: [unknown ? 'Not known' : value], mono: mono && !unknown, setBy: words[origin] };
  };
  const flag = (rule: string, { value, origin }: Sourced<boolean | null>) => one(rule, onOff(value), origin);
  const keys = (rule: string, found: KeysInForce): InForceRow => {
    const unknown = found.keys === null && found.origins.includes('not known');
    const none = found.keys === null ? [unknown ? 'Not known' : 'Not restricted'] : ['None: no key is in all lists'];
    const [first = words.nothing, ...rest] = found.origins.map((origin) => words[origin]);
    return {
      rule,
      values: found.keys === null || found.keys.length === 0 ? none : found.keys,
      mono: false,
      setBy: [first, ...rest.map((word) => word.charAt(0).toLowerCase() + word.slice(1))].join(', '),
    };
  };
  const { ownerRole, defaultOwner, alternative } = rules;
  const owned = ownerRole.origin !== 'nothing' && ownerRole.value !== null;
  return [
    ...rules.regexes.map((rule) => one(`Regex for ${rule.part}`, rule.regex, rule.origin, true)),
    ...rules.defaults.map((row) => one(`Default for ${row.part}`, row.value, row.origin, true)),
    flag('Allow key reuse', rules.allowKeyReuse),
    flag('Allow wildcards', rules.allowWildcards),
    flag('RFC 2818 enforcement', rules.rfcEnforcement),
    ...(owned
      ? [
          // The labels of the values are not published.
          one('Certificate owner role', `Value ${ownerRole.value}`, ownerRole.origin),
          one(
            'Default owner',
            defaultOwner.value === null ? 'None' : defaultOwner.value.name || `Role ${defaultOwner.value.id}`,
            defaultOwner.origin,
          ),
        ]
      : []),
    keys('Keys', rules.keys),
    ...(alternative.keys === null ? [] : [keys('Alternative keys', alternative)]),
  ];
}
