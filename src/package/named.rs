/// Things by name, in the order of the names.
///
/// One sorted list for what else would be a B-tree, a hash table and a hash set for each kind of thing: there are few
/// of them, and the page's program is smaller by each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    // Apart from the things, so that the search is the same code for all of them.
    names: Vec<String>,
    things: Vec<T>,
}

impl<T> Named<T> {
    /// Nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { names: Vec::new(), things: Vec::new() }
    }

    /// The thing of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.things.get(find(&self.names, name).ok()?)
    }

    /// The thing of that name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.things.get_mut(find(&self.names, name).ok()?)
    }

    /// Adds a thing, in place of what had the name before.
    pub fn insert(&mut self, name: String, thing: T) {
        match find(&self.names, &name) {
            Ok(at) => {
                if let Some(old) = self.things.get_mut(at) {
                    *old = thing;
                }
            }
            Err(at) => {
                self.names.insert(at, name);
                self.things.insert(at, thing);
            }
        }
    }

    /// Takes a thing out.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let at = find(&self.names, name).ok()?;
        self.names.remove(at);
        Some(self.things.remove(at))
    }

    /// Takes out what is not to be kept.
    pub fn retain(&mut self, keep: impl Fn(&str, &T) -> bool) {
        let kept: Vec<bool> = self.iter().map(|(name, thing)| keep(name, thing)).collect();
        let (mut of_name, mut of_thing) = (kept.iter(), kept.iter());
        self.names.retain(|_| of_name.next() == Some(&true));
        self.things.retain(|_| of_thing.next() == Some(&true));
    }

    /// The names, in their order.
    pub fn keys(&self) -> std::slice::Iter<'_, String> {
        self.names.iter()
    }

    /// The things, in the order of their names.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.things.iter()
    }

    /// Names and things, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.names.iter().map(String::as_str).zip(&self.things)
    }
}

impl Named<usize> {
    /// The number of that name; `number` where it has none so far.
    pub(super) fn first(&mut self, name: &str, number: usize) -> usize {
        if let Some(first) = self.get(name) {
            return *first;
        }
        self.insert(name.to_owned(), number);
        number
    }
}

// Not generic and not inlined: the one search.
#[inline(never)]
fn find(names: &[String], name: &str) -> Result<usize, usize> {
    names.binary_search_by(|other| other.as_str().cmp(name))
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(pairs: I) -> Self {
        let mut named = Self::new();
        for (name, thing) in pairs {
            named.insert(name, thing);
        }
        named
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Named<T> {
    fn from(pairs: [(String, T); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<T> IntoIterator for Named<T> {
    type Item = (String, T);
    type IntoIter = std::iter::Zip<std::vec::IntoIter<String>, std::vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.names.into_iter().zip(self.things)
    }
}
