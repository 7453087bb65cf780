import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../core/contracts/run-record.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'poligon-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Faults of one line in the hub, and what a report has to say of each. */
const faults = [
  {
    fault: 'an order line is dropped',
    file: 'flows/export-order.ts',
    from: 'for (const line of lines)\n',
    to: 'for (const line of lines.slice(1))\n',
    difference: { system: 'erp', field: 'lines', expected: '3', actual: '2' },
  },
  {
    fault: 'the order is sent twice',
    file: 'flows/export-order.ts',
    from: 'await insertOrder(order, partner.id, hold, erp)\n',
    to: 'for (const n of [order.number, order.number + "-2"]) await insertOrder({ ...order, number: n }, partner.id, hold, erp)\n',
    difference: { system: 'erp', subject: 'order added', expected: 'exactly 1', actual: '2' },
  },
  {
    fault: 'VAT is cut to the grosz instead of rounded',
    file: 'money.ts',
    from: 'Math.floor((2 * gross * rate + whole) / (2 * whole))',
    to: 'Math.floor((gross * rate) / whole)',
    difference: { system: 'erp', field: 'net', expected: '139.37 PLN', actual: '139.40' },
  },
] as const

beforeAll(async () => {
  const file = join(root, 'environments', 'shop-erp.yaml')
  const { systems } = parse(readFileSync(file, 'utf8')) as {
    systems: { shop: { seed: { dump: string; make: string[] } } }
  }
  const { dump, make } = systems.shop.seed
  if (!existsSync(join(root, dump))) await run(process.execPath, make.slice(1), root)
})

describe('the scenarios of the example', () => {
  it.concurrent.each(faults)('turn red when $fault, and say where', async (broken) => {
    const project = mkdtempSync(join(scratch, 'project-'))
    for (const part of ['anonymizers', 'environments', 'examples', 'features', 'package.json'])
      cpSync(join(root, part), join(project, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
    const file = join(project, 'examples', 'hub', broken.file)
    const source = readFileSync(file, 'utf8')
    expect(source.split(broken.from)).toHaveLength(2)
    writeFileSync(file, source.replace(broken.from, broken.to))
    const { code, stdout, stderr } = await run(
      process.execPath,
      [
        '--conditions=poligon-source',
        join(root, 'cli', 'main.ts'),
        ...'test --env shop-erp --provider embedded --json features/orders.feature'.split(' '),
      ],
      project,
    )
    expect(code, stderr).toBe(1)
    const { folder } = JSON.parse(stdout) as { folder: string }
    const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord
    const differences = record.scenarios.flatMap(({ steps }) =>
      steps.flatMap((step) => step.differences ?? []),
    )
    expect(differences).toContainEqual(expect.objectContaining(broken.difference))
  })
})

function run(program: string, args: readonly string[], folder: string) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, POLIGON_KEY: '0123456789abcdef'.repeat(4) },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
