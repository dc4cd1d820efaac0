import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    pool: 'threads',
    // Files share what they import: nothing here is kept between tests but caches.
    isolate: false,
    reporters: ['default'],
  },
})
