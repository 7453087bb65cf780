import { expect, it } from 'vitest'
import { reportLanguage } from './report-language.ts'

it.each([
  ['en', { LANG: 'pl_PL.UTF-8' }, 'en'],
  [undefined, { LANG: 'pl_PL.UTF-8' }, 'pl'],
  [undefined, { LC_ALL: 'en_GB', LANG: 'pl_PL.UTF-8' }, 'en'],
  [undefined, { LC_ALL: '', LC_MESSAGES: 'pl_PL', LANG: 'C' }, 'pl'],
  [undefined, { LANG: 'C.UTF-8' }, 'en'],
  [undefined, {}, 'en'],
])('asked for %s under %o it is %s', async (asked, environment, expected) => {
  expect(await reportLanguage(asked, environment)).toBe(expected)
})

it('is none that nobody wrote words for', async () => {
  await expect(reportLanguage('de', {})).rejects.toMatchObject({ code: 'POLIGON_USAGE' })
})
