import type { CertificateRecord } from '../../../api/certificates.ts';
import type { CsrAnswer, Enrolled, PfxAnswer } from '../../../api/enrollment.ts';
import { hiderOf } from '../../../api/secrets.ts';
import type { CertificateView } from '../../../domain/certificate.ts';
import { commonName, formatDn } from '../../../domain/dn.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { sanLabels, type San } from '../../../domain/sans.ts';
import type { PlannedStore } from '../../deploy/deployForm.ts';
import { answerOf, errorOf, type Ended } from '../enrollOnce.ts';
import { storeSecrets } from '../../deploy/planSecrets.ts';
import type { SentRequest } from '../sent.ts';
import { refusalWord } from './answerFacts.ts';
import { compareIssued } from './compare.ts';
import { requesterWords, type Requester } from './requester.ts';

/** Everything a receipt is made of. */
export interface ReceiptSource {
  outcome: Ended<SentRequest, Enrolled>;
  /** The certificate, where one exists and can be read. */
  view: CertificateView | null;
  record: CertificateRecord | null;
  requester: Requester;
  server: { address: string; version: string | null };
  appVersion: string;
  /** Server time of saving. */
  savedAt: Date;
  /** Texts that must be nowhere in the file: passwords. */
  secrets: readonly string[];
}

const sanText = (sans: readonly San[]) => sans.map((san) => `${sanLabels[san.kind]} ${san.value}`);

const isPfx = (answer: Enrolled): answer is PfxAnswer => 'successfulStores' in answer;
const isCsr = (answer: Enrolled): answer is CsrAnswer => 'certificates' in answer;

/** The answer without its files, its password and its keys. */
function answerPart(answer: Enrolled): Record<string, unknown> {
  const { disposition, dispositionWord, message, certificateId, requestId, correlationId } = answer;
  return {
    disposition,
    word: dispositionWord,
    message,
    certificateId,
    requestId,
    workflow: { reference: answer.workflowReference, instance: answer.workflowInstanceId },
    correlationId,
    answeredAt: new Date(answer.answeredAtMs).toISOString(),
    serialNumber: answer.serialNumber,
    thumbprint: answer.thumbprint,
    issuer: answer.issuer,
    metadata: answer.metadata,
    context: answer.context,
    ...(isPfx(answer)
      ? {
          keyOnServer: answer.key,
          chainMissing: answer.chainMissing,
          storesWithJob: answer.successfulStores,
          storesThatKeepTheOldCertificate: answer.invalidForRenewal,
          file: answer.pfx === null ? 'none came' : '(not shown)',
          password: answer.password === null ? 'not in the answer' : '(not shown)',
        }
      : {}),
    ...(isCsr(answer) ? { certificates: answer.certificates.length } : {}),
  };
}

function certificatePart({ view, record }: ReceiptSource): Record<string, unknown> | null {
  if (view === null && record === null) return null;
  return {
    certificateId: record?.certificateId ?? null,
    subject: view?.subjectText ?? record?.subject ?? '',
    alternativeNames: view ? sanText(view.sans) : null,
    serialNumber: view?.serial ?? record?.serialNumber ?? '',
    thumbprint: record?.thumbprint ?? null,
    issuer: view?.issuerText ?? record?.issuer ?? '',
    authority: record?.authorityName ?? null,
    template: record?.templateName ?? null,
    requester: record?.requesterName ?? null,
    takenIn: record?.importedAt ?? null,
    validFrom: view?.notBefore.toISOString() ?? record?.notBefore ?? null,
    validUntil: view?.notAfter.toISOString() ?? record?.notAfter ?? null,
    key: view?.key.label ?? null,
    keyUsage: view?.keyUsage ?? null,
    extendedKeyUsage: view?.extendedKeyUsage ?? null,
    pem: view?.pem ?? null,
  };
}

const words: Record<string, string> = {
  issued: 'Issued',
  pending: 'Waiting for approval',
  'external validation': 'Waiting for validation by the CA',
  unknown: 'Not known whether a certificate was issued',
  refused: 'Refused, no certificate was issued',
};

function endOf(outcome: ReceiptSource['outcome']): string {
  return outcome.kind === 'answered' ? outcome.answer.disposition : outcome.kind;
}

function endWords(outcome: ReceiptSource['outcome']): string {
  const end = endOf(outcome);
  const answer = answerOf(outcome);
  return end === 'denied' && answer ? refusalWord(answer) : (words[end] ?? 'Not known');
}

const line = (label: string, value: string | number | null | undefined): string[] =>
  value === null || value === undefined || value === '' ? [] : [`${label}: ${value}`];

/** The same in lines for someone who reads the file in a ticket. */
function summary(source: ReceiptSource): string[] {
  const { outcome, view, record, server } = source;
  const { sent } = outcome;
  const answer = answerOf(outcome);
  const error = errorOf(outcome);
  const adopted = outcome.kind === 'answered' && outcome.adopted;
  const rows = view ? compareIssued(sent, view, record?.authorityName ?? null) : [];
  const differing = rows.filter((row) => row.verdict === 'differs');
  return [
    `${endWords(outcome)}: ${sent.kind === 'pfx' ? 'PFX' : 'CSR'} enrollment with ${sent.source}`,
    ...(adopted
      ? ['No answer came; the certificate was found by searching and taken for the one of this request.']
      : []),
    ...line('Requested by', requesterWords(source.requester)),
    ...line('Sent', sent.startedAt.toISOString()),
    ...line('Server', server.version === null ? server.address : `${server.address} (Command ${server.version})`),
    ...line('Subject asked for', formatDn(sent.subject) || 'none'),
    ...line('Alternative names asked for', sanText(sent.sans).join(', ') || 'none'),
    ...line('Certificate id', answer?.certificateId),
    ...line('Request id', answer?.requestId),
    ...line('Workflow reference', answer?.workflowReference),
    ...line('Serial number', view?.serial ?? answer?.serialNumber),
    ...line('Thumbprint', record?.thumbprint ?? answer?.thumbprint),
    ...line('Issuer', view?.issuerText ?? answer?.issuer),
    ...(view ? [`Valid: ${view.notBefore.toISOString()} to ${view.notAfter.toISOString()}`] : []),
    ...differing.map((row) => `Differs from what was asked: ${row.what}. ${row.note}`.trim()),
    ...line('The server says', answer?.message ?? error?.serverWords ?? error?.summary),
    ...(error?.reasons ?? []).flatMap((reason) => line('Reason', reason)),
    ...line('Code', error?.code),
    ...line('Correlation id', answer?.correlationId ?? error?.correlationId),
  ];
}

/** Takes secrets out of every text and every name, as a server may repeat one in its own words. */
function without(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((each) => without(each, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [hide(name), without(each, hide)]));
}

interface SecretHolder {
  password?: string | null;
  values?: { stores?: readonly PlannedStore[] };
}

/** The secrets of a request and its answer: passwords, also those of single stores, and secret entry parameters. */
export function secretsOf(sent: SentRequest & SecretHolder, answer: Enrolled | null): string[] {
  const made = answer !== null && isPfx(answer) ? answer.password : null;
  const ofStores = (sent.values?.stores ?? []).flatMap(storeSecrets);
  return [sent.password, made, ...ofStores].filter((each) => typeof each === 'string');
}

const privateHeader = /^(authorization|proxy-authorization|cookie)$/i;

/** What is saved for the ticket: request, answer, who, when, where, and the certificate; no password, no key, no file. */
export function receipt(source: ReceiptSource): Record<string, unknown> {
  const { outcome, server, appVersion, savedAt } = source;
  const { sent } = outcome;
  const answer = answerOf(outcome);
  const { post } = sent;
  const headers = Object.fromEntries(Object.entries(post.headers).filter(([name]) => !privateHeader.test(name)));
  const hide = hiderOf(source.secrets);
  const whole = {
    receipt: summary(source),
    outcome: endOf(outcome),
    foundBySearching: outcome.kind === 'answered' && outcome.adopted,
    requestedBy: source.requester.name,
    sentAt: sent.startedAt.toISOString(),
    savedAt: savedAt.toISOString(),
    server,
    application: { name: 'keyfactor-command-ui', version: appVersion },
    enrolledWith: sent.source,
    request: { ...post, headers },
    answer: answer && answerPart(answer),
    error: errorOf(outcome),
    certificate: certificatePart(source),
  };
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, without(value, hide)]));
}

/** Text and name of the file. Without a serial number the time of sending tells two receipts of one name apart. */
export function receiptFile(source: ReceiptSource): { name: string; text: string } {
  const { sent } = source.outcome;
  const serial = source.view?.serial ?? answerOf(source.outcome)?.serialNumber ?? '';
  const mark = serial === '' ? sent.startedAt.toISOString().slice(0, 19) : serial;
  return {
    name: safeFileName(commonName(sent.subject) ?? sent.sans[0]?.value ?? '', mark, 'json', 'receipt'),
    text: `${JSON.stringify(receipt(source), null, 2)}\n`,
  };
}
