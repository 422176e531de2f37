"""Each council seen whole: its systems, its functions, its neighbours, with whom it would act."""
