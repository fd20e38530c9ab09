import { useCallback, useEffect, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { sanKey } from '../../../domain/sans.ts';
import { requestedSans, sanChip } from '../names/sansForm.ts';
import type { CsrReading, CsrValues } from './csrForm.ts';
import { isPrivateKey, readRequest, requestFileText, whyNotTaken, withoutKeys } from './csrLoading.ts';
import type { MadeRequest } from './makeForm.ts';

/** The request that a wizard is about: where it came from and what was read out of it. */
export interface HeldRequest {
  reading: CsrReading | null;
  /** A private key was pasted or chosen, and has been dropped: nothing else, or beside other text; null: none was. */
  keyTakenOut: 'alone' | 'beside' | null;
  /** The file chosen last, which was not taken while a request was there, and why; null once the request is another. */
  notTaken: { name: string; reason: string } | null;
  /** The key and request made in this browser. */
  made: MadeRequest | null;
  /** The text last taken from Command's own requests. */
  fromCommand: string;
  takeFile: (file: File) => Promise<void>;
  takeMade: (made: MadeRequest) => void;
  takeFromCommand: (csr: string) => void;
  /** The reading of the text in the field, once it is there. */
  settled: () => Promise<CsrReading | null>;
}

/** Takes back what was said about one request once another is in its place, until the returned function is called. */
export function forgetWithRequest(form: Pick<UseFormReturn<CsrValues>, 'subscribe' | 'setValue' | 'getValues'>) {
  const { subscribe, setValue, getValues } = form;
  let last = getValues('csr');
  return subscribe({
    name: 'csr',
    formState: { values: true },
    callback: ({ values }) => {
      if (values.csr === last) return;
      last = values.csr;
      setValue('key', 'none');
      setValue('forceEnroll', false);
    },
  });
}

/** What a chosen file can do to the request. */
interface FileDoor {
  /** Whether a request that can be read is there. */
  holds: () => Promise<boolean>;
  /** The request that is there stays, and why. */
  leave: (name: string, reason: string) => void;
  take: (text: string) => void;
  fail: (found: { ok: false; reason: string }) => void;
}

/** Takes chosen files: the one chosen last counts, however long an earlier one takes to be read. */
export function takingFiles(): (file: Pick<File, 'name' | 'arrayBuffer'>, door: FileDoor) => Promise<void> {
  let chosen = 0;
  return async (file, door) => {
    chosen += 1;
    const mine = chosen;
    const found = await requestFileText(file);
    const reason = (await door.holds()) ? await whyNotTaken(found) : undefined;
    if (mine !== chosen) return;
    if (reason !== undefined) door.leave(file.name, reason);
    else if (found.ok) door.take(found.text);
    else door.fail(found);
  };
}

/** Reads the text in a wizard's field whenever it changes, and fills the field from files and from requests made here. */
export function useRequest(form: UseFormReturn<CsrValues>): HeldRequest {
  const [reading, setReading] = useState<CsrReading | null>(null);
  const [keyTakenOut, setKeyTakenOut] = useState<HeldRequest['keyTakenOut']>(null);
  const [notTaken, setNotTaken] = useState<HeldRequest['notTaken']>(null);
  const [made, setMade] = useState<MadeRequest | null>(null);
  const [fromCommand, setFromCommand] = useState('');
  const latest = useRef<Promise<CsrReading | null>>(Promise.resolve(null));
  const { subscribe, setValue, getValues, trigger } = form;

  const fail = useCallback(
    (reason: string) => {
      // What the field held before must not pass for what failed.
      setValue('csr', '', { shouldDirty: true });
      const failed = { text: '', ok: false, reason } as const;
      latest.current = Promise.resolve(failed);
      setReading(failed);
      void trigger('csr');
    },
    [setValue, trigger],
  );

  useEffect(() => forgetWithRequest({ subscribe, setValue, getValues }), [subscribe, setValue, getValues]);

  useEffect(() => {
    let cleaned = '';
    const reads = async (text: string): Promise<void> => {
      setNotTaken(null);
      const rest = withoutKeys(text);
      if (rest.found) {
        // Before anything else: a key stays in the field no longer than this call.
        cleaned = rest.text;
        setValue('csr', rest.text, { shouldDirty: true });
        setKeyTakenOut(rest.text === '' ? 'alone' : 'beside');
        return;
      }
      if (text !== cleaned) setKeyTakenOut(null);
      cleaned = '';
      const promise = readRequest(text);
      latest.current = promise;
      const found = await promise;
      if (latest.current !== promise) return;
      if (found?.ok === false && isPrivateKey(found)) {
        fail(found.reason);
        setKeyTakenOut('alone');
      } else setReading(found);
    };
    return subscribe({ name: 'csr', formState: { values: true }, callback: (state) => void reads(state.values.csr) });
  }, [subscribe, setValue, fail]);

  const [takeChosen] = useState(takingFiles);
  const takeFile = (file: File): Promise<void> =>
    takeChosen(file, {
      holds: async () => {
        const held = await latest.current;
        return held?.ok === true && held.text === getValues('csr');
      },
      leave: (name, reason) => {
        setNotTaken({ name, reason });
        setKeyTakenOut(null);
      },
      take: (text) => {
        setNotTaken(null);
        setValue('csr', text, { shouldDirty: true });
        // Not with the value: the check would come before the reading.
        void trigger('csr');
      },
      fail: (found) => {
        setNotTaken(null);
        fail(found.reason);
        setKeyTakenOut(isPrivateKey(found) ? 'alone' : null);
      },
    });
  const take = async (csr: string): Promise<void> => {
    setValue('csr', csr, { shouldDirty: true });
    const found = await latest.current;
    // What a link asked for beside the CSR is of no use once the CSR itself has it.
    const held = new Set((found?.ok ? found.csr.sans : []).map(sanKey));
    const extra = requestedSans(getValues('sans')).filter((san) => !held.has(sanKey(san)));
    setValue('sans', extra.map(sanChip));
    void trigger('csr');
  };
  return {
    reading,
    keyTakenOut,
    notTaken,
    made,
    fromCommand,
    takeFile,
    takeMade: (next) => {
      setMade(next);
      // Told again when its key was downloaded: the request is the same.
      if (next.csr !== getValues('csr')) void take(next.csr);
    },
    takeFromCommand: (csr) => {
      setFromCommand(csr);
      void take(csr);
    },
    settled: useCallback(() => latest.current, []),
  };
}
