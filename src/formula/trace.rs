use super::{Aggregate, BinaryOperator, ColumnRef, Function, NotComputable, Value};

/// A step of a computation, with the steps it rests on: what the working-out shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// What is done.
    pub step: Step,
    /// What comes of it, in its own unit and unrounded; or why nothing does.
    pub value: Result<Value, NotComputable>,
    /// The steps below, in reading order.
    pub inputs: Vec<Trace>,
    /// The fiscal year (Buddhist era) in which it is done.
    pub year: i32,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A number of the formula itself.
    Number,
    /// The negative of its input.
    Negate,
    /// Arithmetic of its two inputs.
    Binary(BinaryOperator),
    /// Cells made one value.
    Aggregate(Aggregate, Source),
    /// Values weighted by other cells of the same rows.
    WeightedMean(Source, Source),
    /// A function of its inputs.
    Call(Function),
}

/// The cells that a step reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The column with its selector.
    pub column: ColumnRef,
    /// The table's rows, counted from 0.
    pub rows: Vec<usize>,
}

impl Trace {
    /// Every source of the computation, in reading order.
    #[must_use]
    pub fn sources(&self) -> Vec<(&Source, i32)> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, into: &mut Vec<(&'a Source, i32)>) {
        match &self.step {
            Step::Aggregate(_, source) => into.push((source, self.year)),
            Step::WeightedMean(values, weights) => into.extend([(values, self.year), (weights, self.year)]),
            _ => self.inputs.iter().for_each(|input| input.collect(into)),
        }
    }
}
