//! The Merkle tree over the ledger's leaves, as RFC 6962 (2.1) and RFC 9162 (2.1) build it: SHA-256,
//! with leaves and inner nodes kept apart by their first byte.

use ring::digest::{Context, SHA256};

/// A hash of the tree.
pub(super) type Node = [u8; 32];

/// A tree that only grows, kept as the roots of the whole subtrees that it is made of, largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tree {
    leaves: u64,
    whole: Vec<Node>,
}

impl Tree {
    /// How many leaves it has.
    pub(super) fn leaves(&self) -> u64 {
        self.leaves
    }

    /// Adds a leaf.
    pub(super) fn push(&mut self, leaf: &[u8]) {
        let mut node = hash(&[&[0], leaf]);
        // Each one at the end of the count in binary is a subtree that the new leaf makes twice as large.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.whole.pop() {
                node = parent(&left, &node);
            }
        }
        self.whole.push(node);
        self.leaves += 1;
    }

    /// The root over all leaves; of none, the hash of nothing.
    pub(super) fn root(&self) -> Node {
        let mut smallest_first = self.whole.iter().rev();
        let Some(last) = smallest_first.next() else {
            return hash(&[]);
        };
        smallest_first.fold(*last, |right, left| parent(left, &right))
    }
}

fn parent(left: &Node, right: &Node) -> Node {
    hash(&[&[1], left, right])
}

/// SHA-256 of the parts, one after the other.
pub(super) fn hash(parts: &[&[u8]]) -> Node {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut node = [0; 32];
    node.copy_from_slice(context.finish().as_ref());
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(node: &Node) -> String {
        node.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The root as RFC 6962 defines it, from all leaves at once.
    fn by_definition(leaves: &[Vec<u8>]) -> Node {
        match leaves {
            [] => hash(&[]),
            [leaf] => hash(&[&[0], leaf]),
            _ => {
                let left = leaves.len().next_power_of_two() / 2;
                let (left, right) = leaves.split_at(left);
                parent(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn roots_are_those_that_other_logs_compute() {
        // Leaves and roots of the reference tests of Certificate Transparency.
        let leaves: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::default();
        assert_eq!(hex(&tree.root()), roots[0]);
        for (leaf, root) in leaves.iter().zip(&roots[1..]) {
            tree.push(leaf);
            assert_eq!(hex(&tree.root()), *root);
        }
    }

    #[test]
    fn a_tree_that_grew_is_the_tree_of_all_its_leaves() {
        let (mut tree, mut leaves) = (Tree::default(), Vec::new());
        for number in 0..200_u64 {
            leaves.push(number.to_be_bytes().to_vec());
            tree.push(&number.to_be_bytes());
            assert_eq!(tree.root(), by_definition(&leaves), "{number}");
        }
        assert_eq!(tree.leaves(), 200);
    }
}
