import { Then, When } from '@cucumber/cucumber'
import { encodeText } from './encode-text.ts'
import { waitFailure, waitInWorld } from './wait-in-world.ts'
import type { PoligonWorld } from './world.ts'

/** Gherkin leaves out the end of the last line, which readers of files wait for. */
const linesOf = (text: string) => (text.endsWith('\n') ? text : `${text}\n`)

async function arrives(
  this: PoligonWorld,
  path: string,
  system: string,
  text: string,
): Promise<void> {
  await this.calls.putFile(
    this.system(system).name,
    path,
    encodeText(linesOf(this.fill(text)), 'utf-8'),
  )
}

async function arrivesEncoded(
  this: PoligonWorld,
  path: string,
  system: string,
  encoding: string,
  text: string,
): Promise<void> {
  await this.calls.putFile(
    this.system(system).name,
    path,
    encodeText(linesOf(this.fill(text)), encoding),
  )
}

async function find(
  world: PoligonWorld,
  within: number,
  system: string,
  wanted: string,
  text: string | undefined,
): Promise<void> {
  const { name } = world.system(system)
  const pattern = new RegExp(
    `^${wanted
      .split('*')
      .map((part) => part.replaceAll(/[.?+^$[\]\\(){}|/-]/g, '\\$&'))
      .join('[^/]*')}$`,
  )
  const holdsText = async (path: string) =>
    text === undefined ||
    new TextDecoder().decode(await world.calls.readFile(name, path)).includes(text)
  const look = async () => {
    const files = await world.calls.files(name)
    const candidates = files.filter(({ path }) => pattern.test(path))
    const hits = await Promise.all(candidates.map(({ path }) => holdsText(path)))
    return {
      holds: hits.includes(true),
      shown: files.map(({ path, size }) => `${path} (${size} bytes)`).join(', ') || 'no file',
    }
  }
  const result = await waitInWorld(world, look, { within, stays: 0 })
  if (result.outcome === 'held') return
  const difference = {
    system: name,
    subject: `file ${wanted}`,
    field: text === undefined ? '' : 'content',
    expected: text === undefined ? 'to be there' : `to contain ${text}`,
    actual: result.last.shown,
  }
  const headline = `In system "${name}", file ${wanted}: not as expected`
  throw await waitFailure(world, headline, [difference], result)
}

async function thereIs(
  this: PoligonWorld,
  within: number,
  system: string,
  wanted: string,
): Promise<void> {
  await find(this, within, system, wanted, undefined)
}

async function thereIsWith(
  this: PoligonWorld,
  within: number,
  system: string,
  wanted: string,
  text: string,
): Promise<void> {
  await find(this, within, system, wanted, this.fill(text))
}

When(
  'file {string} arrives in system {system}:',
  { wrapperOptions: { example: 'file "products.csv" arrives in system "pim":' } },
  arrives,
)
When(
  'plik {string} pojawia się w systemie {system}:',
  { wrapperOptions: { example: 'plik "produkty.csv" pojawia się w systemie "pim":' } },
  arrives,
)
When(
  'file {string} arrives in system {system} encoded as {string}:',
  {
    wrapperOptions: {
      example: 'file "products.csv" arrives in system "pim" encoded as "windows-1250":',
    },
  },
  arrivesEncoded,
)
When(
  'plik {string} pojawia się w systemie {system} w kodowaniu {string}:',
  {
    wrapperOptions: {
      example: 'plik "produkty.csv" pojawia się w systemie "pim" w kodowaniu "windows-1250":',
    },
  },
  arrivesEncoded,
)
Then(
  'within {duration} in system {system} there is a file {string}',
  { wrapperOptions: { example: 'within 5 s in system "pim" there is a file "processed/*.csv"' } },
  thereIs,
)
Then(
  'w ciągu {duration} w systemie {system} jest plik {string}',
  { wrapperOptions: { example: 'w ciągu 5 s w systemie "pim" jest plik "processed/*.csv"' } },
  thereIs,
)
Then(
  'within {duration} in system {system} there is a file {string} that contains {string}',
  {
    wrapperOptions: {
      example: 'within 5 s in system "pim" there is a file "rejected/*" that contains "price"',
    },
  },
  thereIsWith,
)
Then(
  'w ciągu {duration} w systemie {system} jest plik {string} zawierający {string}',
  {
    wrapperOptions: {
      example: 'w ciągu 5 s w systemie "pim" jest plik "rejected/*" zawierający "cena"',
    },
  },
  thereIsWith,
)
