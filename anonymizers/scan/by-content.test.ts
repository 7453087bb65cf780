import { describe, expect, it } from 'vitest'
import { checkDigit } from '../kernel/check-digits.ts'
import { judged, many, of } from './judging.fixture.ts'

const towns = ['Kraków', 'Łódź', 'Gdańsk', 'Brno', 'Köln', 'Lyon', 'Torino', 'Sevilla', 'Ulm']
const day = (i: number): string => `${1940 + ((i * 7) % 60)}-0${1 + (i % 9)}-${10 + ((i * 3) % 18)}`

const nip = (i: number): string => {
  const start = `1${String(i * 7919 + 10_000_000).slice(0, 8)}`
  const digit = checkDigit('nip', Buffer.from(start), 9)
  return digit === 10 ? nip(i + 1000) : `${start}${digit}`
}

describe('a column whose name says nothing is judged by its values', () => {
  it('knows towns among persons, and not among things', async () => {
    const rows = many((i) => ({ q1: of(towns, i), email: `anna${i}@poczta.example` }))
    expect(await judged('customer', rows)).toMatchObject({ q1: 'city' })
    const things = many((i) => ({ q1: of(towns, i) }))
    expect(await judged('product', things)).toEqual({})
  })

  it('knows logins that are made of names', async () => {
    const rows = many((i) => ({
      q1: `${of(['a', 'j', 'e'], i)}${of(['kowalska', 'zieba', 'nowak', 'wojcik'], i)}${i}`,
      email: `x${i}@poczta.example`,
    }))
    expect(await judged('account_owner', rows)).toMatchObject({ q1: 'username' })
  })

  it('knows positions among persons, though they are few', async () => {
    const rows = many((i) => ({
      position: of(['Kierownik sprzedaży', 'Główna księgowa', 'Buyer', 'Magazynier'], i),
      last_name: of(['Kowalska', 'Zięba', 'Nowak'], i),
    }))
    expect(await judged('employee', rows)).toMatchObject({ position: 'job' })
  })

  it('knows numbers of firms by their check digits, where all of them are right', async () => {
    const rows = many((i) => ({ ten: nip(i), batch: String(1_000_000_000 + i * 13) }))
    expect(await judged('contractor', rows)).toEqual({ ten: 'tax_id' })
  })

  it('knows births by how they spread, and leaves dates of orders alone', async () => {
    const rows = many((i) => ({
      q1: day(i),
      ordered: `2026-0${1 + (i % 9)}-1${i % 10}`,
      last_name: of(['Kowalska', 'Zięba', 'Nowak'], i),
      phone: `+48 600 200 ${100 + i}`,
    }))
    const types = { q1: 'date', ordered: 'date' }
    expect(await judged('applicant', rows, types)).toMatchObject({ q1: 'birth_date' })
    expect(await judged('applicant', rows, types)).not.toHaveProperty('ordered')
    expect(await judged('film', rows, types)).not.toHaveProperty('q1')
  })

  it('knows keys by the form that their makers gave them', async () => {
    const rows = many((i) => ({ setting: `ghp_${String(i).padStart(36, '0')}` }))
    expect(await judged('module', rows)).toEqual({ setting: 'secret' })
  })

  it('knows places on Earth', async () => {
    const rows = many((i) => ({ q1: `50.06${100 + i}, 19.93${100 + i}` }))
    expect(await judged('delivery', rows)).toEqual({ q1: 'geo' })
  })

  it('takes what a program says over and over for no message of somebody', async () => {
    const rows = many((i) => ({
      message: of(
        ['Cache cleared', 'Import has finished', 'Cron has run', 'Order changed state'],
        i,
      ),
    }))
    expect(await judged('payment_log', rows)).toEqual({})
  })
})
