import { int, intElement, objectBody, required, requiredText, text } from '../bodyReaders.ts';
import { csrLines } from '../csrLines.ts';
import { effectiveRules } from '../effective.ts';
import { enrollBits } from '../eligibility.ts';
import { notImplemented, orderedSans } from '../enrollment.ts';
import { readSans } from '../enrollRequest.ts';
import { namedRules } from '../enrollTarget.ts';
import {
  idParam,
  invalid,
  listReply,
  ModelRefusal,
  notFound,
  type Call,
  type Field,
  type Reply,
  type Route,
} from '../http.ts';
import { commonNameOf } from '../issuing.ts';
import { checkKey, requestedKey } from '../keyChecks.ts';
import { permissions } from '../permissions.ts';
import { generateKey, privateKeyToPkcs8, publicKeyInfo, sha256Hex, type KeySpec } from '../pki/crypto.ts';
import { parseCsr, writeCsr } from '../pki/csr.ts';
import { formatDn, longestDn, parseDn, type Rdn } from '../pki/names.ts';
import type { SanEntry } from '../pki/sanDer.ts';
import type { GeneratedCsrRow } from '../requestRows.ts';
import { checkRegexes, checkWildcards, withRfcName } from '../rules.ts';

function readSubject(body: object): Rdn[] {
  const parsed = parseDn(requiredText(body, 'Subject'));
  if ('error' in parsed) throw invalid(`The subject could not be parsed. ${parsed.error}`);
  if (formatDn(parsed).length > longestDn) throw invalid('The subject is longer than 16 KiB.');
  return parsed;
}

/** 10.x makes RSA and ECC keys only; RSA needs its length (vendor documentation, POST CSR Generation Generate). */
function readKey(call: Call, body: object): KeySpec {
  const keyType = requiredText(body, 'KeyType');
  const keyLength = int(body, 'KeyLength');
  if ((text(body, 'AlternativeKeyType') ?? '') !== '') throw notImplemented('Alternative (post-quantum) keys');
  const edwards = /^ed(25519|448)$/i.test(keyType);
  if (edwards && call.world.profile.major < 11) throw invalid(`'${keyType}' is not a valid key type.`);
  if (keyLength === null && (/^rsa$/i.test(keyType) || call.world.profile.major < 11)) required('KeyLength');
  return requestedKey(keyType, keyLength, call.world.profile.major < 11 ? '' : (text(body, 'Curve') ?? ''));
}

/** The rules in force: those of the template or pattern that is named, else the system-wide ones. */
function rulesFor(call: Call, body: object) {
  const { world, user } = call;
  const selector = {
    template: (text(body, 'Template') ?? '').trim(),
    patternId: world.profile.patterns ? int(body, 'EnrollmentPatternId') : null,
  };
  const found = namedRules(world, user, selector, enrollBits.csrGeneration);
  return { template: found?.template ?? null, effective: effectiveRules(world, found?.rules ?? null) };
}

async function generate(call: Call): Promise<Reply> {
  const { world } = call;
  const body = objectBody(call.body);
  const subject = readSubject(body);
  const spec = readKey(call, body);
  const rules = rulesFor(call, body);
  const asked = orderedSans(readSans(body));
  const commonName = commonNameOf(subject);
  checkRegexes(rules.effective.regexes, subject, asked);
  checkWildcards(rules, commonName, asked);
  checkKey(world, rules, spec);
  const sans = withRfcName(rules, commonName, asked);
  const key = await generateKey(spec);
  const csr = writeCsr({
    subject,
    sans: sans.map(({ kind, value }) => ({ kind: kind as SanEntry['kind'], value })),
    key,
  });
  const read = parseCsr(csr);
  if ('error' in read) throw new Error(`The sandbox cannot read its own request: ${read.error}`);
  world.generatedCsrs.put({
    Id: world.generatedCsrs.nextId(),
    csr,
    commonName,
    lines: csrLines(read),
    requestedAt: call.now.getTime(),
    requester: call.user.login,
    keyPkcs8: privateKeyToPkcs8(key).toString('base64'),
    spkiHash: sha256Hex(publicKeyInfo(key)),
  });
  return { body: { CSR: csr } };
}

const fields: Record<string, Field<GeneratedCsrRow>> = {
  Id: (row) => row.Id,
  RequestTime: (row) => new Date(row.requestedAt).toISOString(),
};

function list(call: Call): Reply {
  return listReply(call, call.world.generatedCsrs.all(), {
    fields,
    defaultSort: call.world.profile.major < 11 ? 'Id' : 'RequestTime',
    render: (row) => ({
      Id: row.Id,
      CSR: row.csr,
      RequestTime: new Date(row.requestedAt).toISOString(),
      Subject: row.lines,
    }),
  });
}

function present(call: Call): GeneratedCsrRow {
  const id = idParam(call);
  const row = call.world.generatedCsrs.get(id);
  if (row === undefined) throw notFound('Pending CSR', id);
  return row;
}

function one(call: Call): Reply {
  const row = present(call);
  const name = row.commonName.replaceAll(/[^A-Za-z0-9.-]/g, '_');
  return { body: { CSRFilePath: `${name === '' ? `csr_${row.Id}` : name}.csr`, CSRText: row.csr } };
}

function removeOne(call: Call): Reply {
  call.world.generatedCsrs.remove(present(call).Id);
  return { status: 204 };
}

/** A list of ids; those that are gone already are passed over. */
function removeMany(call: Call): Reply {
  if (!Array.isArray(call.body)) throw new ModelRefusal({ '': ['A list of ids is required.'] });
  for (const [i, element] of call.body.entries()) call.world.generatedCsrs.remove(intElement(element, `[${i}]`));
  return { status: 204 };
}

function parse(call: Call): Reply {
  const csr = parseCsr(requiredText(objectBody(call.body), 'CSR'));
  if ('error' in csr) throw invalid(`The CSR could not be parsed. ${csr.error}`);
  return { body: csrLines(csr) };
}

export const csrGenerationRoutes: Route[] = [
  {
    method: 'POST',
    path: '/CSRGeneration/Generate',
    versions: '1.0',
    permission: permissions.csrGeneration,
    handle: generate,
  },
  {
    method: 'GET',
    path: '/CSRGeneration/Pending',
    prefix: 'sq',
    versions: '1.0',
    permission: permissions.pendingCsrs,
    handle: list,
  },
  {
    method: 'DELETE',
    path: '/CSRGeneration/Pending',
    versions: '1.0',
    permission: permissions.pendingCsrs,
    handle: removeMany,
  },
  {
    method: 'GET',
    path: '/CSRGeneration/Pending/:id',
    versions: '1.0',
    permission: permissions.pendingCsrs,
    handle: one,
  },
  {
    method: 'DELETE',
    path: '/CSRGeneration/Pending/:id',
    versions: '1.0',
    permission: permissions.pendingCsrs,
    handle: removeOne,
  },
  // No right is needed to have a request read (vendor documentation, POST Enrollment CSR Parse).
  { method: 'POST', path: '/Enrollment/CSR/Parse', versions: '1.0', handle: parse },
];
