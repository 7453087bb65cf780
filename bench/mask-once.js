// Plain JavaScript, so that the built package is measured without what strips types.
import { rmSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

// As cli/poligon.js does it.
setFlagsFromString('--semi-space-growth-factor=1')

process.once('message', (job) => void measure(job))

async function measure(job) {
  const { keyFromBytes } = await import('poligon')
  const { maskDump } = await import('poligon/anonymizers')
  const before = process.cpuUsage()
  const start = performance.now()
  await maskDump({ ...job, verify: false, key: keyFromBytes(new Uint8Array(32).fill(7)) })
  const wall = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  rmSync(job.target)
  process.send({ wall, cpu: (user + system) / 1e6, rss: process.resourceUsage().maxRSS })
  process.disconnect()
}
