import { describe, expect, it } from 'vitest'
import { rowsMasker } from '../kernel/masking.fixture.ts'
import { columnOf } from '../transformer.contract.ts'
import { parsePath } from '../policy/path.ts'
import type { PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import city from '../transformers/city.ts'
import dateShift from '../transformers/dateShift.ts'
import email from '../transformers/email.ts'
import firstName from '../transformers/firstName.ts'
import fullName from '../transformers/fullName.ts'
import lastName from '../transformers/lastName.ts'
import postcode from '../transformers/postcode.ts'
import { withListPersons } from './list-persons.ts'
import { withPerson } from './persons.ts'

const text = columnOf('text')
const programs: Readonly<Record<string, Program>> = {
  email: email.compile({}, text),
  name: fullName.compile({}, text),
  first: firstName.compile({}, text),
  last: lastName.compile({}, text),
  city: city.compile({}, text),
  postcode: postcode.compile({}, text),
  day: dateShift.compile({}, text),
}
const path = (written: string): PathStep[] => parsePath(written) ?? []

/** Masks documents of rows whose person is named by the column `email`. */
function documents(
  paths: readonly string[],
  options: { readonly ofRow?: readonly string[]; readonly format?: 'json' | 'php' } = {},
) {
  const parts = paths.map((written) => {
    const [kind = ''] = /\w+$/.exec(written) ?? []
    return { path: path(written), program: programs[kind] as Program }
  })
  const walk: Program = {
    op: 'walk',
    format: options.format ?? 'json',
    otherPaths: 'stop',
    ...withListPersons(parts, (options.ofRow ?? []).map(path), 'doc'),
  }
  const person = { column: 'email', canonical: 'email' } as const
  const mask = rowsMasker({
    email: email.compile({}, text),
    name: withPerson(programs['name'] as Program, person),
    doc: withPerson(walk, person),
  })
  return (row: { email: string; name?: string; doc: string }) => {
    const masked = mask({ name: null, ...row })
    return { email: masked['email'], name: masked['name'], document: masked['doc'] ?? '' }
  }
}

const parsed = (masked: { document: string }) => JSON.parse(masked.document) as never
interface Recipient {
  readonly name?: string
  readonly first?: string
  readonly last?: string
  readonly email?: string
  readonly city?: string
  readonly postcode?: string
}
const recipients = (masked: { document: string }) =>
  (parsed(masked) as { to: readonly Recipient[] }).to

describe('elements of a list', () => {
  const mask = documents(['$.to[*].email', '$.to[*].name', '$.to[*].city', '$.to[*].postcode'])

  it('are persons of their own, not the one of the row', () => {
    const row = mask({
      email: 'jan@wp.pl',
      name: 'Jan Nowak',
      doc: '{"to":[{"name":"Ewa Lis","city":"Kraków"},{"name":"Adam Mak","city":"Sopot"},{"name":"Iza Bąk","city":"Ustka"}]}',
    })
    const names = recipients(row).map(({ name }) => name)
    expect(new Set([...names, row.name]).size).toBe(4)
    expect(new Set(recipients(row).map(({ city }) => city)).size).toBeGreaterThan(1)
  })

  it('are the person that their e-mail names in any table', () => {
    const [ewa] = recipients(
      mask({ email: 'jan@wp.pl', doc: '{"to":[{"name":"Ewa Lis","email":"Ewa@WP.pl"}]}' }),
    )
    const row = mask({ email: 'ewa@wp.pl', name: 'Ewa Lis', doc: '{}' })
    expect(ewa?.email?.toLowerCase()).toBe(row.email)
    expect(ewa?.name).toBe(row.name)
  })

  it('are named by their e-mail wherever it stands in the element, and by their name without', () => {
    const [before, after, without, empty] = recipients(
      mask({
        email: 'jan@wp.pl',
        doc: '{"to":[{"email":"e@wp.pl","name":"Ewa Lis"},{"name":"Ewa Lis","email":"e@wp.pl"},{"name":"Ewa Lis"},{"email":"","name":"Ewa Lis"}]}',
      }),
    )
    expect(after).toEqual(before)
    expect(without?.name).not.toBe(before?.name)
    expect(empty?.name).toBe(without?.name)
  })

  it('have a town and a postcode that fit, whoever they are', () => {
    const areas = new Map<string | undefined, Set<string>>()
    for (let i = 0; i < 300; i++) {
      const [one] = recipients(
        mask({
          email: 'jan@wp.pl',
          doc: `{"to":[{"name":"Osoba ${i}","city":"x","postcode":"99-999"}]}`,
        }),
      )
      const known = areas.get(one?.city) ?? new Set()
      areas.set(one?.city, known.add(one?.postcode?.slice(0, 1) ?? ''))
    }
    expect(areas.size).toBeGreaterThan(50)
    for (const firstDigits of areas.values()) expect(firstDigits.size).toBe(1)
  })

  it('with a first name and a surname are the person that the full name is', () => {
    const apart = documents(['$.to[*].first', '$.to[*].last'])
    const [one] = recipients(
      apart({ email: 'jan@wp.pl', doc: '{"to":[{"last":"Lis","first":"Ewa"}]}' }),
    )
    const [whole] = recipients(mask({ email: 'x@y.pl', doc: '{"to":[{"name":"Ewa Lis"}]}' }))
    expect(`${one?.first} ${one?.last}`).toBe(whole?.name)
  })

  it('belong to the person of the row where the policy says so', () => {
    const ofRow = documents(['$.to[*].name'], { ofRow: ['$.to[*]'] })
    const row = ofRow({
      email: 'jan@wp.pl',
      name: 'Jan Nowak',
      doc: '{"to":[{"name":"Nowak, Jan"},{"name":"J. Nowak"}]}',
    })
    expect(recipients(row).map(({ name }) => name)).toEqual([row.name, row.name])
  })

  it('belong to the person of the row where nothing in them names anybody', () => {
    const days = documents(['$.to[*].day'])
    const shifted = (email: string) =>
      recipients(
        days({ email, doc: '{"to":[{"day":"2026-03-01"},{"day":"2026-03-08"}]}' }),
      ) as unknown as readonly { day: string }[]
    const [first, second] = shifted('jan@wp.pl')
    expect(Date.parse(second?.day ?? '') - Date.parse(first?.day ?? '')).toBe(7 * 86_400_000)
  })

  it('in a list inside a list belong to the innermost one that names persons', () => {
    const nested = documents([
      '$.orders[*].name',
      '$.orders[*].to[*].name',
      '$.orders[*].days[*].day',
    ])
    const masked = parsed(
      nested({
        email: 'jan@wp.pl',
        doc: '{"orders":[{"to":[{"name":"Iza Bąk"}],"name":"Ewa Lis","days":[{"day":"2026-03-01"}]},{"name":"Iza Bąk","to":[],"days":[{"day":"2026-03-01"}]}]}',
      }),
    ) as { orders: readonly { name: string; to: readonly Recipient[]; days: readonly unknown[] }[] }
    const [first, second] = masked.orders
    expect(first?.to[0]?.name).toBe(second?.name)
    expect(first?.name).not.toBe(second?.name)
    expect(first?.days).not.toEqual(second?.days)
  })

  it('are persons in PHP-serialized lists alike', () => {
    const php = documents(['$.to[*].name', '$.to[*].city'], { format: 'php' })
    const masked = php({
      email: 'jan@wp.pl',
      doc: 'a:1:{s:2:"to";a:2:{i:0;a:2:{s:4:"city";s:5:"Sopot";s:4:"name";s:7:"Ewa Lis";}i:1;a:1:{s:4:"name";s:7:"Iza Bak";}}}',
    }).document
    const names = [...masked.matchAll(/"name";s:\d+:"([^"]+)"/g)].map(([, name]) => name)
    const [ewa] = recipients(mask({ email: 'x@y.pl', doc: '{"to":[{"name":"Ewa Lis"}]}' }))
    expect(names[0]).toBe(ewa?.name)
    expect(names[1]).not.toBe(ewa?.name)
  })

  it('that are malformed are refused without a trace of them', () => {
    expect(() => mask({ email: 'jan@wp.pl', doc: '{"to":[{"name":"Ewa Lis"' })).toThrow(
      expect.objectContaining({ code: 'POLIGON_VALUE' }),
    )
  })
})
