import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TableShape } from '../../column.ts'
import { presetNames, presetSummaries } from '../../policy/presets.ts'
import { presetsOf } from './presets-of.ts'

const tables = (names: readonly string[]): TableShape[] =>
  names.map((name) => ({
    name,
    family: 'mysql',
    columns: [],
    uniqueKeys: [],
    foreignKeys: [],
  }))

const recognised = (product: string, prefix?: string): string[] => {
  const { recognise, prefix: usual = '' } = presetSummaries().find(({ name }) => name === product)!
  return recognise.map((table) => (prefix ?? usual) + table)
}

const products = presetNames().filter((name) => name !== 'common-columns')

describe('the products of a database', () => {
  it.each(products)('are known by their tables: %s', (product) => {
    const sample = readFileSync(
      new URL(`../../presets/samples/${product}.sql`, import.meta.url),
      'utf8',
    )
    const named = [...sample.matchAll(/CREATE TABLE (?:public\.)?[`"]?([^`"(]+?)[`"]? \(/g)]
    const names = named.map(([, name = '']) => name)
    expect(presetsOf(tables(names))).toEqual([{ name: product }])
  })

  it('are known under another prefix, which is then found by itself', () => {
    expect(presetsOf(tables(recognised('prestashop', 'sklep_')))).toEqual([{ name: 'prestashop' }])
  })

  it('are all named where several share a database', () => {
    const both = [...recognised('prestashop'), ...recognised('woocommerce', 'blog_'), 'notes']
    expect(presetsOf(tables(both))).toEqual([{ name: 'prestashop' }, { name: 'woocommerce' }])
  })

  it('are named with their prefixes where one is there twice', () => {
    const twice = [...recognised('prestashop', 'a_'), ...recognised('prestashop', 'b_')]
    expect(presetsOf(tables(twice))).toEqual([
      { name: 'prestashop', prefix: 'a_' },
      { name: 'prestashop', prefix: 'b_' },
    ])
  })

  it('are not guessed from a part of their tables, nor under a prefix that they never have', () => {
    expect(presetsOf(tables(recognised('prestashop').slice(1)))).toEqual([])
    expect(presetsOf(tables(recognised('shopware', 'my_')))).toEqual([])
  })
})
