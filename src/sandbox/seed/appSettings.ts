import type { World } from '../world.ts';

/** Providers of Windows that the vendor's portal could offer. */
const providers = [
  'Microsoft Software Key Storage Provider',
  'Microsoft RSA SChannel Cryptographic Provider',
  'Microsoft Enhanced RSA and AES Cryptographic Provider',
];

/** The settings that shape enrollment. Display names are the vendor's portal labels; short names are a guess. */
const rows: readonly [displayName: string, description: string, value: string, type: string][] = [
  ['Password Length', 'Minimum length of a password that a user may choose for a PFX.', '12', 'Int32'],
  ['Allow Custom Password', 'Users may choose the password of a PFX themselves.', 'True', 'Boolean'],
  ['Require Custom Friendly Name', 'PFX enrollment must name the certificate.', 'False', 'Boolean'],
  ['Allow Custom Friendly Name', 'PFX enrollment may name the certificate.', 'True', 'Boolean'],
  ['Allow Cryptographic Service Providers', 'PFX enrollment may name a target provider.', 'True', 'Boolean'],
  ['Cryptographic Service Providers', 'Providers that may be named, one a line.', providers.join('\n'), 'String'],
  ['Subject Format', 'Subject that the vendor portal builds; API enrollment does not use it.', '', 'String'],
];

/** Puts the application settings into the world. */
export function seedAppSettings(world: World): void {
  for (const [DisplayName, Description, Value, ValueType] of rows) {
    world.appSettings.put({
      Id: world.appSettings.nextId(),
      DisplayName,
      ShortName: DisplayName.replaceAll(' ', ''),
      Description,
      Value,
      ValueType,
    });
  }
}
