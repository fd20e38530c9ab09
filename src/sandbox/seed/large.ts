import { subjectParts } from '../rulesInput.ts';
import type { World } from '../world.ts';
import { ecdsa, p256, p384, rsa } from './curves.ts';
import { seedManyMetadata } from './metadata.ts';
import { roleRow } from './roles.ts';
import { rulesOf, templateRow, type RulesPlan, type TemplatePlan } from './templateMaker.ts';

const departments = ['Finance', 'Logistics', 'Research', 'Support', 'Retail', 'Plant', 'Legal', 'Fleet'] as const;
const kinds = ['Web', 'Client', 'Mail', 'Device', 'Signing', 'Database', 'Gateway', 'Kiosk'] as const;
const retentions = ['None', 'Indefinite', 'AfterExpiration', 'FromIssuance'] as const;

const total = 5_000;

function plan(id: number, n: number): TemplatePlan {
  const department = departments[n % departments.length] ?? 'Finance';
  const kind = kinds[Math.floor(n / departments.length) % kinds.length] ?? 'Web';
  const number = String(n).padStart(4, '0');
  return {
    id,
    name: [`${department}${kind}${number}`, `${department} ${kind} ${number}`],
    ...(n % 3 === 0 ? { friendly: `${kind} of ${department} no. ${n}` } : {}),
    algorithms: n % 5 === 0 ? [ecdsa(p256, p384)] : [rsa(2048, 4096)],
    purposes: kind === 'Client' ? ['client'] : ['server'],
    retention: retentions[n % retentions.length] ?? 'None',
    retentionDays: n % 4 > 1 ? 30 : 0,
    types: n % 8,
    ...(n % 7 === 0 ? {} : { roles: ['Administrator', ...(n % 2 === 0 ? ['Ops Enrollers'] : [])] }),
    regexes: n % 4 === 0 ? [['CN', `^${kind.toLowerCase()}\\d+\\.keyexample\\.com$`, 'See the naming guide']] : [],
  };
}

/** A template with 200 rows of each kind, and on 25.x the pattern that has them. */
function seedLongLists(world: World): void {
  const rules: RulesPlan = {
    types: 3,
    roles: ['Administrator', 'Ops Enrollers'],
    regexes: subjectParts(world)
      .slice(0, 200)
      .map(({ SubjectPart, SubjectPartName }, i) =>
        SubjectPart === 'CN'
          ? [SubjectPart, '^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.keyexample\\.com$', 'Name must end in .keyexample.com']
          : [SubjectPart, `^([A-Za-z0-9 .:@_-]{1,${40 + i}})?$`, `At most ${40 + i} characters for ${SubjectPartName}`],
      ),
    metadata: world.metadataFields
      .all()
      .slice(0, 200)
      .map((field, i) => ({
        MetadataId: field.Id,
        Enrollment: i % 3 === 2 ? 2 : 0,
        DefaultValue: field.DataType === 1 ? `Value ${field.Id}` : null,
        Validation: field.DataType === 1 ? `^.{0,${60 + i}}$` : null,
        Message: field.DataType === 1 ? `At most ${60 + i} characters` : null,
      })),
  };
  const name = ['Large200', 'Large 200'] as const;
  const row = templateRow(world, { id: 999, name, algorithms: [rsa(2048, 4096)], purposes: ['server'], ...rules });
  world.templates.put(row);
  world.patterns.put({
    Id: world.patterns.nextId(),
    Name: 'Large 200',
    Description: '200 regexes and 200 metadata fields',
    templateId: row.Id,
    templateDefault: true,
    restrictCas: false,
    authorityIds: [],
    rules: structuredClone(row.rules),
  });
}

/**
 * Fills up to 5,000 roles, 5,000 metadata types and 5,000 templates (two of three with a pattern), one of them with long
 * lists; the same every time.
 */
export function seedLarge(world: World): void {
  seedManyMetadata(world, total);
  seedLongLists(world);
  // Rules of the plans name the first roles only: looking names up is done before there are thousands.
  for (let n = world.templates.size; n < total; n += 1) {
    const row = templateRow(world, plan(1_000 + n, n));
    world.templates.put(row);
    if (n % 3 === 2) continue;
    world.patterns.put({
      Id: world.patterns.nextId(),
      Name: `${row.TemplateName} enrollment`,
      Description: null,
      templateId: row.Id,
      templateDefault: true,
      restrictCas: false,
      authorityIds: [],
      rules: n % 6 === 0 ? rulesOf(world, { types: 1, roles: ['Administrator'] }) : structuredClone(row.rules),
    });
  }
  for (let n = world.roles.size + 1; n <= total; n += 1) {
    const department = departments[n % departments.length] ?? 'Finance';
    const rights = ['/portal/', '/certificates/collections/read/'];
    world.roles.put(
      roleRow(n, `${department} team ${String(n).padStart(4, '0')}`, `Team ${n} of ${department}`, rights),
    );
  }
}
