package vn.onecall.translog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 7, tile/0/000.p/7",
    "0, 1234, 256, tile/0/x001/234",
    // The example of C2SP tlog-tiles: index 1234067 is x001/x234/067.
    "3, 1234067, 112, tile/3/x001/x234/067.p/112",
    "63, 999, 255, tile/63/999.p/255",
    "-1, 0, 7, tile/entries/000.p/7",
    "-1, 1000, 256, tile/entries/x001/000",
    "0, 9223372036854775807, 1, tile/0/x009/x223/x372/x036/x854/x775/807.p/1"
  })
  void hasOneSpelling(int level, long index, int width, String text) {
    TilePath path = new TilePath(level, index, width);
    assertThat(path).hasToString(text);
    assertThat(TilePath.parse(text)).isEqualTo(path);
    assertThat(path.isEntries()).isEqualTo(level < 0);
  }

  @Property
  void readsBackWhatItWrites(
      @ForAll @IntRange(min = -1, max = 63) int level,
      @ForAll @LongRange(min = 0) long index,
      @ForAll @IntRange(min = 1, max = 256) int width) {
    TilePath path = new TilePath(level, index, width);
    assertThat(TilePath.parse(path.toString())).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/x001/x000",
        "tile/0/001/000",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/100/000",
        "tile/-1/000",
        "tile/8/0/000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/07",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/7/",
        "tile/0/000.p/7\n",
        "tile/0/000/.p/7",
        "tile/0/..",
        "tile/0/../000",
        "../tile/0/000",
        "/tile/0/000",
        "tile//000",
        "tile/0/%30%30%30",
        "tile/Entries/000",
        "tile/entries/000.p/-1",
        "tile/0/x009/x223/x372/x036/x854/x775/808",
        "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
        "tile/0/\u0660\u0660\u0660",
        "checkpoint"
      })
  void refusesEveryOtherSpelling(String text) {
    assertThatThrownBy(() -> TilePath.parse(text)).isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void refusesLevelsIndexesAndWidthsThatNoTileHas() {
    assertThatThrownBy(() -> TilePath.hashes(-1, 0, 1)).isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> TilePath.hashes(64, 0, 1)).isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> TilePath.hashes(0, -1, 1)).isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> TilePath.hashes(0, 0, 0)).isInstanceOf(LogException.Malformed.class);
    assertThatThrownBy(() -> TilePath.entries(0, 257)).isInstanceOf(LogException.Malformed.class);
  }

  @Test
  void knowsTheLengthOfItsContent() {
    assertThat(TilePath.hashes(0, 0, 256).contentLength()).isEqualTo(8192);
    assertThat(TilePath.entries(0, 3).contentLength()).isEqualTo(3 * 34);
  }
}
