import type { MetadataFieldRow } from '../companyRows.ts';
import type { World } from '../world.ts';

type Given = Pick<MetadataFieldRow, 'Name' | 'Description' | 'DataType'> & Partial<MetadataFieldRow>;

const seeded: readonly Given[] = [
  {
    Name: 'Owner',
    Description: 'Person or team that answers for the certificate',
    DataType: 1,
    Hint: 'Name of a person or team',
  },
  {
    Name: 'Application',
    Description: 'Application the certificate is for',
    DataType: 5,
    Options: 'Web shop,Intranet,Mail,Directory,Warehouse,Payments',
  },
  { Name: 'CostCentre', Description: 'Cost centre that pays', DataType: 2, Hint: 'Four digits' },
  { Name: 'Contact', Description: 'Mailbox for expiry warnings', DataType: 7, Hint: null },
  {
    Name: 'Environment',
    Description: 'Stage the certificate is used in',
    DataType: 5,
    Options: 'Production,Staging,Test',
    DefaultValue: 'Production',
  },
  { Name: 'GoLiveDate', Description: 'First day in service', DataType: 3, Hint: 'yyyy-MM-dd' },
  { Name: 'InternetFacing', Description: 'Reachable from the internet', DataType: 4, DefaultValue: 'false' },
  { Name: 'Notes', Description: 'Anything worth knowing', DataType: 6, Hint: 'Free text' },
  {
    Name: 'TicketNumber',
    Description: 'Change or incident that asked for it',
    DataType: 1,
    Hint: 'CHG0001234',
    Validation: '^(CHG|INC)\\d{7}$',
    Message: 'A ticket number is CHG or INC and seven digits.',
    CaseSensitive: true,
  },
  { Name: 'Business-Unit', Description: 'Unit of the company', DataType: 1, DefaultValue: 'Shared services' },
  { Name: 'Server_Count', Description: 'Number of servers that share the key', DataType: 2, DefaultValue: '1' },
  { Name: 'LegacyId', Description: 'Number in the old inventory', DataType: 1, Enrollment: 2, DefaultValue: 'none' },
];

/** Ids of metadata types that templates and patterns override. */
export const metadataIds = {
  application: 2,
  costCentre: 3,
  contact: 4,
  environment: 5,
  ticket: 9,
  legacyId: 12,
} as const;

/** Twelve metadata types covering every data type 1 to 7; the position is the id. */
export function seedMetadata(world: World): void {
  for (const [i, given] of seeded.entries()) {
    world.metadataFields.put({
      Id: i + 1,
      Hint: null,
      Validation: null,
      Enrollment: 0,
      Message: null,
      Options: null,
      DefaultValue: null,
      DisplayOrder: i,
      CaseSensitive: false,
      ...given,
    });
  }
}

/** Fills up to so many metadata types of all kinds, hidden at enrollment unless a template or pattern says otherwise. */
export function seedManyMetadata(world: World, total: number): void {
  for (let n = world.metadataFields.size + 1; n <= total; n += 1) {
    const DataType = 1 + (n % 7);
    world.metadataFields.put({
      Id: n,
      Name: `Attribute${String(n).padStart(4, '0')}`,
      Description: `Attribute ${n} of the old inventory`,
      DataType,
      Hint: null,
      Validation: DataType === 1 ? '^[A-Za-z0-9 ]{0,40}$' : null,
      Enrollment: 2,
      Message: DataType === 1 ? 'Letters, digits and blanks.' : null,
      Options: DataType === 5 ? `North${n},South${n},East${n}` : null,
      DefaultValue: null,
      DisplayOrder: n - 1,
      CaseSensitive: false,
    });
  }
}
