import { parseArgs } from 'node:util'

export interface Options {
  readonly seed: number
  readonly people: number
  readonly orders: number
  /** Folder of the dumps. */
  readonly to: string
}

export const usage = `Fills an empty shop and an empty ERP with invented people and takes dumps of them.

  node --conditions=poligon-source examples/hub/generate/main.ts [OPTIONS]

      --people N   people in both databases together (400)
      --orders N   orders of the shop; every buyer has at least one (900)
      --seed N     another number, other people; the same number, the same rows (1)
      --to FOLDER  where shop.sql, erp.sql and manifest.json are put (examples/hub/dumps)
`

/** @throws TypeError or RangeError that says what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '400' },
      orders: { type: 'string', default: '900' },
      seed: { type: 'string', default: '1' },
      to: { type: 'string', default: 'examples/hub/dumps' },
    },
  })
  const whole = (name: 'people' | 'orders' | 'seed') => {
    if (!/^\d{1,9}$/.test(values[name])) throw new RangeError(`--${name} is a whole number`)
    return Number(values[name])
  }
  return { seed: whole('seed'), people: whole('people'), orders: whole('orders'), to: values.to }
}
