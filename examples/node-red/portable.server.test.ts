import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment } from 'poligon'
import { afterAll, expect, it } from 'vitest'

const output = mkdtempSync(join(tmpdir(), 'poligon-node-red-'))
afterAll(() => rmSync(output, { recursive: true }))

// Nothing may be shaped to the hub: the same feature file holds for an integration that others wrote.
it('the portable scenarios hold for Node-RED between shop and ERP', () => {
  const key = '00112233445566778899aabbccddeeff'
  const args = [
    'test',
    '--env',
    'shop-erp-node-red',
    '--tags',
    '@portable',
    '--provider',
    'embedded',
  ]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=poligon-source', 'cli/poligon.js', ...args, '--output', output, '--json'],
    { encoding: 'utf8', env: { ...childEnvironment(), POLIGON_KEY: key } },
  )
  expect(status, stderr).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    environment: 'shop-erp-node-red',
    passed: 1,
    failed: 0,
    'not-run': 0,
  })
})
