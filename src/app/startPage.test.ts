import { describe, expect, it } from 'vitest';
import { railItems } from './railItems.ts';
import { leadsNowhere, startPage } from './startPage.ts';

const always = ['GET /Security/My', 'GET /Status/Endpoints'];

it('a page leads nowhere where the server tells what one may call, and that is not among it', () => {
  const named = (endpoints: readonly string[] | null) =>
    railItems.filter((item) => leadsNowhere(endpoints, item)).map(({ screen }) => screen);
  expect(
    named([...always, 'GET /EnrollmentPatterns', 'GET /EnrollmentPatterns/Settings', 'GET /Certificates']),
  ).toEqual(['templates', 'enrollPfx', 'enrollCsr']);
  expect(named(null)).toEqual([]);
  expect(named(['GET /Certificates'])).toEqual([]);
});

describe('the page to begin with', () => {
  it('is the first of the rail that the server lists for the person', () => {
    expect(startPage([...always, 'GET /Templates', 'POST /Enrollment/PFX'])).toBe('/templates');
    expect(startPage([...always, 'GET /EnrollmentPatterns', 'GET /Templates/Settings'])).toBe('/patterns');
    expect(startPage([...always, 'GET /Templates/Settings'])).toBe('/rules');
    expect(startPage([...always, 'POST /Enrollment/CSR', 'GET /Certificates/{id}'])).toBe('/enroll/csr');
    expect(startPage([...always, 'GET /Certificates'])).toBe('/certificates');
  });

  it('is found however the server writes its endpoints', () => {
    const lines = ['/KeyfactorAPI/status/endpoints', '/KeyfactorAPI/enrollment/pfx/'];
    expect(startPage(lines)).toBe('/enroll/pfx');
  });

  it('tells who somebody is that may use none', () => {
    expect(startPage(always)).toBe('/connection');
  });

  it('is the list of templates where the server lists nothing', () => {
    expect(startPage(null)).toBe('/templates');
    expect(startPage([])).toBe('/templates');
  });
});
