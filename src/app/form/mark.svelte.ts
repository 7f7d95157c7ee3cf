/** Something that is read on the screen and changes now and then: whoever has read it reads anew when it is touched. */
export class Mark {
  #touched = $state(0);

  read(): void {
    void this.#touched;
  }

  touch(): void {
    this.#touched += 1;
  }
}
