import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import { fromRegistry } from '../core/registry.ts'
import type { MockApi } from './api.ts'
import { mockRegistry } from './registry.ts'

/**
 * Mocks by name: the project's own (`mocks/*.ts` whose default export is a `defineMock`), then the
 * ones that come with Poligon. Those that nobody asked for are not loaded.
 *
 * @throws POLIGON_CONFIG when there is no such mock, or two of the project's have one name.
 */
export async function loadMocks(
  wanted: readonly string[],
  projectFolder: string,
): Promise<MockApi[]> {
  const own = await projectMocks(projectFolder)
  const all = [...new Set([...own.keys(), ...Object.keys(mockRegistry)])]
  return Promise.all(
    wanted.map(async (one) => {
      const known = own.get(one)
      if (known) return known
      if (Object.hasOwn(mockRegistry, one)) return fromRegistry(mockRegistry, 'mock', one)
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`There is no mock called ${name(one)}.`,
        remedy: say`Take one of ${names(all.toSorted(), 60)}, or write mocks/${name(one)}.ts.`,
      })
    }),
  )
}

/** Names of all mocks that {@link loadMocks} finds for the project. */
export async function mockNames(projectFolder: string): Promise<string[]> {
  const own = await projectMocks(projectFolder)
  return [...new Set([...Object.keys(mockRegistry), ...own.keys()])].toSorted()
}

async function projectMocks(projectFolder: string): Promise<Map<string, MockApi>> {
  const own = new Map<string, MockApi>()
  const files = globSync('mocks/*.{ts,js,mts,mjs}', { cwd: projectFolder }).toSorted()
  for (const file of files) {
    if (/\.(?:test|d)\.[a-z]+$/.test(file)) continue
    // What defines no mock is not run: it may be a script.
    if (
      !/\bexport\s+default\b|\bas\s+default\b/.test(readFileSync(join(projectFolder, file), 'utf8'))
    )
      continue
    const { default: api } = await load(file, projectFolder)
    if (!isMock(api)) continue
    if (own.has(api.name))
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`Two mocks of the project are called ${name(api.name)}.`,
        place: { file },
        remedy: say`Give one of them another name.`,
      })
    own.set(api.name, api)
  }
  return own
}

async function load(file: string, projectFolder: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(join(projectFolder, file)).href)) as { default?: unknown }
  } catch (cause) {
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`The mock file cannot be loaded (${name(cause instanceof Error ? cause.name : 'unknown error')}).`,
      place: { file },
      remedy: say`Run \`node ${name(file)}\` to see what is wrong with it.`,
      cause,
    })
  }
}

function isMock(value: unknown): value is MockApi {
  const mock = value as Partial<MockApi> | null | undefined
  return (
    typeof mock === 'object' &&
    mock !== null &&
    typeof mock.name === 'string' &&
    typeof mock.origin === 'string' &&
    typeof mock.handlers === 'function' &&
    typeof mock.initialState === 'function'
  )
}
