'use strict';

module.exports = require('../rules').ruleOf('when_not_verb');
