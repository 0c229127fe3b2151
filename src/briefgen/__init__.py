"""briefgen: policy briefs that say nothing their sources do not say."""
