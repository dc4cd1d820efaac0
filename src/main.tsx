import { begin } from './page'

void begin()
