import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    pool: 'threads',
    // Files share what they import: nothing here is kept between tests but caches.
    isolate: false,
    // No test waits for anything real; this is for machines that have much else to do.
    testTimeout: 60_000,
    reporters: ['default'],
  },
})
