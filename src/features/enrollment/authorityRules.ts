import { findings, type Finding, type Rules } from '../../domain/policy.ts';
import type { Setup } from './setup.ts';

type Ruled = Pick<Setup, 'choice' | 'rules'>;

/** The CA that is named, or all that the server chooses among. */
const candidates = ({ choice }: Ruled, authority: string) =>
  choice.authorities.filter(({ name }) => authority === '' || name === authority);

/**
 * The rules in force under a CA, empty where the server chooses: RFC 2818 enforcement holds where the pattern, the template or
 * the CA asks for it (GET Enrollment/PFX/Context/My, CAs). It is not known while the server chooses among CAs that differ.
 */
export function rulesUnder(setup: Ruled, authority: string): Rules {
  const { rules } = setup;
  const asking = candidates(setup, authority).map(({ rfcEnforcement }) => rfcEnforcement === true);
  if (rules.rfcEnforcement === true || !asking.includes(true)) return rules;
  return { ...rules, rfcEnforcement: asking.includes(false) ? null : true };
}

/** What the rules in force under a CA say about a request, and what some of the CAs would that the server may choose. */
export function findingsUnder(request: Parameters<typeof findings>[0], setup: Ruled, authority: string): Finding[] {
  const rules = rulesUnder(setup, authority);
  const found = findings(request, rules);
  const strict = candidates(setup, authority).filter(({ rfcEnforcement }) => rfcEnforcement === true);
  if (rules.rfcEnforcement === true || strict.length === 0) return found;
  const said = new Set(found.map(({ text }) => text));
  const names = strict.map(({ displayName }) => displayName).join(' or ');
  const more = findings(request, { ...rules, rfcEnforcement: true }).filter(({ text }) => !said.has(text));
  return [
    ...found,
    ...more.map((each): Finding => ({
      ...each,
      grade: 'worth a look',
      text: `If the server chooses ${names}: ${each.text}`,
    })),
  ];
}
