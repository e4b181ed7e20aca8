//! Encodes numbers as printable text: prefix codes, with 13 bits in two characters.

/// Collects bits.
#[derive(Debug, Default)]
pub(super) struct Bits {
    text: String,
    pending: u32,
    count: u32,
}

/// The number of bits in two characters.
const BITS: u32 = 13;
/// The size of the alphabet: printable ASCII except space, `!`, `"` and `\`.
const ALPHABET: u32 = 91;

impl Bits {
    /// Writes the lowest `count` bits of a number, most significant first.
    pub(super) fn fixed(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            self.pending = (self.pending << 1) | ((value >> bit) & 1);
            self.count += 1;
            if self.count == BITS {
                self.flush();
            }
        }
    }

    /// Writes a number of at least 1 in the Elias gamma code: its length in bits minus one as zeros, then its bits.
    pub(super) fn gamma(&mut self, value: u32) {
        let length = value.ilog2();
        self.fixed(0, length);
        self.fixed(value, length + 1);
    }

    /// Writes a number in a Rice code: the quotient by 2^`parameter` in unary, a zero, and the remainder in `parameter` bits.
    pub(super) fn rice(&mut self, value: u32, parameter: u32) {
        for _ in 0..value >> parameter {
            self.fixed(1, 1);
        }
        self.fixed(0, 1);
        self.fixed(value, parameter);
    }

    /// The encoded text.
    pub(super) fn finish(mut self) -> String {
        if self.count > 0 {
            self.pending <<= BITS - self.count;
            self.flush();
        }
        self.text
    }

    fn flush(&mut self) {
        for digit in [self.pending / ALPHABET, self.pending % ALPHABET] {
            // The alphabet starts at `#` and omits the backslash.
            let code = digit + 35;
            self.text.push(char::from(u8::try_from(code + u32::from(code >= 92)).unwrap_or(b'#')));
        }
        (self.pending, self.count) = (0, 0);
    }
}

/// The Rice parameter with the shortest code for the numbers.
pub(super) fn best_parameter(values: &(impl Iterator<Item = u32> + Clone)) -> u32 {
    let bits = |parameter: u32| values.clone().map(|value| u64::from(value >> parameter) + 1 + u64::from(parameter)).sum::<u64>();
    (0..16).min_by_key(|parameter| bits(*parameter)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_packed_into_printable_characters() {
        let mut bits = Bits::default();
        (1..200).for_each(|value| bits.gamma(value));
        (0..200).for_each(|value| bits.rice(value, 3));
        let text = bits.finish();
        assert!(text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '!')), "{text}");
    }

    #[test]
    fn codes_are_those_of_the_documentation() {
        let packed = |write: fn(&mut Bits)| {
            let mut bits = Bits::default();
            write(&mut bits);
            bits.finish()
        };
        // 00101 and 110 01: 5 in gamma, 9 in Rice with 2 bits.
        assert_eq!(packed(|bits| (bits.gamma(5), bits.rice(9, 2)).1), packed(|bits| bits.fixed(0b00_1011_1001, 10)));
    }
}
