// Settings of a headless Node-RED that brings paid orders from the shop to the ERP; its flow is in
// flows.json. Told by environment variables alone: SHOP_DATABASE_URL, ERP_DATABASE_URL, PORT, POLL_MS.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPool } from 'mysql2/promise'
import { Pool } from 'pg'

const userDir = mkdtempSync(path.join(tmpdir(), 'node-red-'))
writeFileSync(path.join(userDir, 'package.json'), '{"private": true}')
process.once('exit', () => rmSync(userDir, { recursive: true, force: true }))

const shop = createPool({
  uri: process.env.SHOP_DATABASE_URL,
  timezone: 'Z',
  dateStrings: true,
  charset: 'utf8mb4_polish_ci',
})
const erp = new Pool({ connectionString: process.env.ERP_DATABASE_URL, max: 4 })
erp.on('error', () => {})

// The inject node of flows.json counts in seconds.
process.env.POLL_SECONDS = String(Number(process.env.POLL_MS || 5000) / 1000)

const levels = { 10: 'ERROR', 20: 'ERROR', 30: 'WARN', 40: 'INFO', 50: 'DEBUG', 60: 'DEBUG' }

const settings = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PORT || 1880),
  userDir,
  flowFile: path.join(import.meta.dirname, 'flows.json'),
  readOnly: true,
  credentialSecret: false,
  disableEditor: true,
  httpAdminRoot: false,
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
  functionExternalModules: false,
  functionGlobalContext: { shop, erp },
  contextStorage: { default: { module: 'memory' } },
  logging: {
    console: { level: 'off' },
    json: {
      level: 'info',
      metrics: false,
      audit: false,
      handler:
        () =>
        ({ level, msg, name, type }) => {
          const text = msg instanceof Error ? msg.message : String(msg)
          const time = new Date().toISOString()
          const line = { time, level: levels[level] ?? 'INFO', msg: text, node: name ?? type }
          process.stdout.write(`${JSON.stringify(line)}\n`)
        },
    },
  },
}

// Node-RED reads its settings with require().
export { settings as 'module.exports' }
