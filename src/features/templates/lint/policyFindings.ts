import { rulesInForce, type RulesInForce } from '../../../domain/inForce.ts';
import { layersOf } from '../inForce/layersOf.ts';
import type { LintFinding, LintInput } from './lintInput.ts';
import { isAnchored, needsStar, takesStar } from './regexShape.ts';

function wildcardFindings(input: LintInput, { allowWildcards, regexes }: RulesInForce): LintFinding[] {
  return regexes.flatMap(({ part, regex, origin }): LintFinding[] => {
    // Where both come from the system-wide rules, it is said on their page.
    const inherited = origin === 'system-wide' && allowWildcards.origin === 'system-wide';
    if (part.toUpperCase() !== 'CN' || (inherited && input.kind !== 'settings')) return [];
    const row = input.values.regexes?.findIndex((mine) => mine.subjectPart === part && mine.regex === regex) ?? -1;
    const whose = origin === 'system-wide' && input.kind !== 'settings' ? 'the system-wide regex' : 'the regex';
    const at =
      row >= 0
        ? { section: 'regexes', path: `regexes.${row}.regex` }
        : { section: 'policy', path: 'policy.allowWildcards' };
    if (allowWildcards.value === true && isAnchored(regex) === true && takesStar(regex) === false) {
      const text = `Wildcards are allowed, but ${whose} ${regex} for ${part} lets no * pass.`;
      return [{ id: `wildcards against regex ${regex}`, severity: 'advice', text, ...at }];
    }
    if (allowWildcards.value === false && needsStar(regex) === true) {
      const text = `Wildcards are not allowed, but ${whose} ${regex} for ${part} asks for a *: no name can pass both.`;
      return [{ id: `regex ${regex} against wildcards`, severity: 'warning', text, ...at }];
    }
    return [];
  });
}

function keyFindings({ kind, own }: LintInput, { keys, alternative }: RulesInForce): LintFinding[] {
  if (kind === 'settings') return [];
  const words = {
    'system-wide': 'the system-wide policy',
    template: 'this template',
    pattern: 'this pattern',
    CA: 'the CA',
  };
  const finding = (what: string, member: string, { origins }: RulesInForce['keys']): LintFinding => {
    const layers = Object.entries(words).flatMap(([origin, layer]) =>
      origins.some((each) => each === origin) ? [layer] : [],
    );
    const together = [layers.slice(0, -1).join(', '), ...layers.slice(-1)].filter((part) => part !== '').join(' and ');
    return {
      id: `no ${what} left`,
      severity: 'warning',
      text: `No ${what} is left to choose in the lists of ${together} taken together.`,
      section: 'policy',
      path: `policy.${member}`,
    };
  };
  return [
    ...(keys.keys?.length === 0 ? [finding('key', 'algorithms', keys)] : []),
    // The alternative key is a choice of its own: without one set here nobody asks for it.
    ...(alternative.keys?.length === 0 && own?.alternative != null
      ? [finding('alternative key', 'alternative', alternative)]
      : []),
  ];
}

/** Where regexes, policy and the CA leave nothing that can pass, or less than the policy says. */
export function policyFindings(input: LintInput): LintFinding[] {
  const { kind, own, system, template } = input;
  if (own === null) return [];
  const rules = rulesInForce(layersOf(kind, own, system, template?.ca ?? null));
  return [...wildcardFindings(input, rules), ...keyFindings(input, rules)];
}
