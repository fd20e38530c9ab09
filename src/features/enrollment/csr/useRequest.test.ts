import { createFormControl } from 'react-hook-form';
import { expect, test } from 'vitest';
import { csrValues, type CsrValues } from './csrForm.ts';
import { forgetWithRequest } from './useRequest.ts';

test('what was said about one request does not hold for another, and stays while the request does', () => {
  const form = createFormControl<CsrValues>({ defaultValues: { ...csrValues(null), csr: 'one' } });
  const said = () => {
    const { key, forceEnroll } = form.getValues();
    return { key, forceEnroll };
  };
  const say = () => {
    form.setValue('key', 'given');
    form.setValue('forceEnroll', true);
  };
  const end = forgetWithRequest(form);
  say();
  form.setValue('sans', ['dns:a.example.com']);
  form.reset({ ...form.getValues() }, { keepDefaultValues: true });
  expect(said()).toEqual({ key: 'given', forceEnroll: true });
  form.setValue('csr', 'two');
  expect(said()).toEqual({ key: 'none', forceEnroll: false });
  say();
  form.setValue('csr', '');
  expect(said()).toEqual({ key: 'none', forceEnroll: false });
  end();
});
