/** How far something has come. `stop`: it does not go on before somebody acts. */
export type RingState = 'empty' | 'part' | 'full' | 'stop';
